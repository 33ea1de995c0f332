package dev.parlor.room;

import dev.parlor.engine.RateLimit;

/**
 * A destination to which clients may send, as its feature declares it: what no feature declares is refused.
 *
 * @param path such as {@code /app/chat}
 * @param limit how much of it one connection may send
 */
public record Destination(String path, RateLimit limit) {}
