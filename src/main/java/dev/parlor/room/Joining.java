package dev.parlor.room;

import dev.parlor.presence.Identity;
import dev.parlor.protocol.RoomId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks to be let in.
 *
 * @param since the number of the last line they saw
 * @param spectator sees all, is not in the roster
 */
public record Joining(
        RoomId room,
        Identity who,
        Subscriber subscriber,
        @Nullable String password,
        OptionalLong since,
        boolean spectator) {}
