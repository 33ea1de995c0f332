package dev.parlor.event;

import dev.parlor.protocol.ClientMessage.Emit;
import dev.parlor.protocol.ParticipantId;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;

@Controller
class EventController {

    private final Events events;

    EventController(Events events) {
        this.events = events;
    }

    @MessageMapping("/event")
    void emit(ParticipantId me, @Payload Emit emit) {
        events.emit(me, emit);
    }
}
