package dev.parlor.room;

import dev.parlor.protocol.ClientMessage;
import dev.parlor.protocol.ParticipantId;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;

@Controller
class RoomController {

    private final Rooms rooms;

    RoomController(Rooms rooms) {
        this.rooms = rooms;
    }

    @MessageMapping("/profile")
    void change(ParticipantId me, @Payload ClientMessage.Profile profile) {
        rooms.change(me, profile);
    }
}
