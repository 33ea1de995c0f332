package dev.parlor.pose;

import dev.parlor.protocol.ClientMessage.Move;
import dev.parlor.protocol.ParticipantId;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;

@Controller
class PoseController {

    private final Poses poses;

    PoseController(Poses poses) {
        this.poses = poses;
    }

    @MessageMapping("/pose")
    void move(ParticipantId me, @Payload Move move) {
        poses.move(me, move);
    }
}
