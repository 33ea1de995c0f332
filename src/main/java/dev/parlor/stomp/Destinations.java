package dev.parlor.stomp;

import dev.parlor.protocol.RoomId;
import java.util.Optional;
import java.util.Set;

/** What may be subscribed to. */
final class Destinations {

    /** Before a room's id. */
    static final String ROOM = "/topic/room.";
    /** Before the name of one of a participant's own queues. */
    static final String QUEUE = "/user/queue/";
    /** Where refusals go. */
    static final String ERRORS = QUEUE + "errors";
    /** A participant's own queues. */
    static final Set<String> QUEUES = Set.of(ERRORS, QUEUE + "rps", QUEUE + "events");

    private Destinations() {}

    /** The room of a destination; empty if it is none. Refuses an id out of grammar. */
    static Optional<RoomId> room(String destination) {
        return destination.startsWith(ROOM)
                ? Optional.of(new RoomId(destination.substring(ROOM.length())))
                : Optional.empty();
    }
}
