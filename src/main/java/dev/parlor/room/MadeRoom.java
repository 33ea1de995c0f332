package dev.parlor.room;

import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A room as it was made: over REST, or by being joined, which makes a public room without limits.
 *
 * @param passwordHash absent where no password is asked for
 * @param listed whether it is among the rooms that the lobby shows, if it is public
 */
record MadeRoom(Room room, @Nullable String passwordHash, boolean listed) {

    MadeRoom(Room room, @Nullable String passwordHash) {
        this(room, passwordHash, true);
    }

    static MadeRoom byJoining(RoomId id) {
        return new MadeRoom(new Room(id, id.value(), null, false), null);
    }

    static MadeRoom byActivity(Room room) {
        return new MadeRoom(room, null, false);
    }
}
