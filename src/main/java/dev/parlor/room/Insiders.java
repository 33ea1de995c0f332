package dev.parlor.room;

import dev.parlor.presence.Presence;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import org.jspecify.annotations.Nullable;

/** Who may read over REST what was said and done in a room: anybody in a public one; in a locked one who is in it. */
public final class Insiders {

    private static final String BEARER = "Bearer ";

    private final Rooms rooms;
    private final Presence presence;

    Insiders(Rooms rooms, Presence presence) {
        this.rooms = rooms;
        this.presence = presence;
    }

    /**
     * Refuses with {@code forbidden} who is not in a locked room.
     *
     * @param authorization {@code Bearer <resume token>}
     */
    public void check(RoomId room, @Nullable String authorization) {
        if (rooms.isLocked(room) && !isInside(room, authorization)) {
            throw new Refused(ErrorCode.FORBIDDEN, "Only who is in a locked room reads what was said there.");
        }
    }

    private boolean isInside(RoomId room, @Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && presence.holder(authorization.substring(BEARER.length()))
                        .filter(who -> rooms.isIn(room, who))
                        .isPresent();
    }
}
