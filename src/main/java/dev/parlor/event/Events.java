package dev.parlor.event;

import dev.parlor.protocol.ClientMessage.Emit;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.ServerMessage.Event;
import dev.parlor.room.Publisher;
import dev.parlor.room.Rooms;
import java.time.InstantSource;

/** What an application of its own sends through a room: to everybody, or to one of them. */
final class Events {

    /** Where events for one participant arrive: {@code /user/queue/events}. */
    static final String QUEUE = "events";

    private final Rooms rooms;
    private final Publisher publisher;
    private final InstantSource clock;

    Events(Rooms rooms, Publisher publisher, InstantSource clock) {
        this.rooms = rooms;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Sends it on. Who it is from is not the sender's to say. */
    void emit(ParticipantId me, Emit emit) {
        rooms.doAs(me, emit.room(), (room, who) -> {
            Event event = new Event(room.id(), who.sender(), emit.event(), emit.data(), clock.millis());
            if (emit.to() != null && room.participant(emit.to()).isEmpty()) {
                throw new Refused(ErrorCode.NOT_IN_ROOM, "Who this is for is not in the room.");
            }
            if (emit.key() != null) {
                room.part(Mailbox.class).put(emit.key(), emit.to(), event);
                room.wantTick();
            } else if (emit.to() != null) {
                publisher.tell(emit.to(), QUEUE, event);
            } else {
                room.publish(event);
            }
        });
    }
}
