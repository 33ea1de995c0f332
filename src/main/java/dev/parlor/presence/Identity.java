package dev.parlor.presence;

import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ParticipantId;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is and would like to be called, apart from any room.
 *
 * @param player as whom they play: the same in all tabs of a browser
 * @param name absent for guests: each room calls them {@code User-0} to {@code User-999}
 * @param color absent where none was chosen: it follows from the name
 */
public record Identity(
        ParticipantId id,
        ParticipantId player,
        @Nullable DisplayName name,
        @Nullable Color color) {

    Identity as(ParticipantId otherPlayer) {
        return new Identity(id, otherPlayer, name, color);
    }

    /** The same somebody, with what is given in place of what was. */
    public Identity with(@Nullable DisplayName newName, @Nullable Color newColor) {
        return new Identity(id, player, newName != null ? newName : name, newColor != null ? newColor : color);
    }
}
