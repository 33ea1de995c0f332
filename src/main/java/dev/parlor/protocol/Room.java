package dev.parlor.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A room, as anybody may see it.
 *
 * @param capacity the most participants, spectators not counted; absent where there is no limit
 * @param locked whether a password is asked for
 */
public record Room(RoomId id, String name, @Nullable Integer capacity, boolean locked) {}
