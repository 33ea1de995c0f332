package dev.parlor.room;

import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import org.jspecify.annotations.Nullable;

/**
 * A room as it was made: over REST, or by being joined, which makes a public room without limits.
 *
 * @param passwordHash absent where no password is asked for
 * @param byActivity whether an activity made it for itself: it is neither listed nor counted
 */
record MadeRoom(Room room, @Nullable String passwordHash, boolean byActivity) {

    MadeRoom(Room room, @Nullable String passwordHash) {
        this(room, passwordHash, false);
    }

    static MadeRoom byJoining(RoomId id) {
        return new MadeRoom(new Room(id, id.value(), null, false), null);
    }

    static MadeRoom byActivity(Room room) {
        return new MadeRoom(room, null, true);
    }
}
