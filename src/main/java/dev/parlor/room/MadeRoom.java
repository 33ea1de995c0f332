package dev.parlor.room;

import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A room as it was made: over REST, or by being joined, which makes a public room without limits.
 *
 * @param passwordHash absent where no password is asked for
 */
record MadeRoom(Room room, @Nullable String passwordHash) {

    static MadeRoom byJoining(RoomId id) {
        return new MadeRoom(new Room(id, id.value(), null, false), null);
    }
}
