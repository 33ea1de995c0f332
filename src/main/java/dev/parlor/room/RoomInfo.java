package dev.parlor.room;

import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A room and how many are in it, as the REST API tells it.
 *
 * @param participants how many are in the roster
 * @param spectators how many watch
 */
record RoomInfo(RoomId id, String name, @Nullable Integer capacity, boolean locked, int participants, int spectators) {

    static RoomInfo of(Room room, int participants, int spectators) {
        return new RoomInfo(room.id(), room.name(), room.capacity(), room.locked(), participants, spectators);
    }

    static RoomInfo of(OpenRoom room) {
        return room.turn.call(() -> of(room.info(), room.roster.size(), room.spectators.count()));
    }
}
