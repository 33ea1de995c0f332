package dev.parlor.room;

import dev.parlor.engine.RateLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where clients may send, as each feature declares it: what no feature declares is refused.
 *
 * @param limit how many messages one connection may send to each of them
 * @param bytes how many bytes these may have in their bodies, in all; absent where their number is limit enough
 * @param destinations such as {@code /app/chat}
 * @param quick whether taking what is sent there never waits for anything, so that no worker has to be woken for it
 */
public record Inbound(RateLimit limit, @Nullable RateLimit bytes, List<String> destinations, boolean quick) {

    /** Some destinations with the same limit. */
    public static Inbound of(RateLimit limit, String... destinations) {
        return new Inbound(limit, null, List.of(destinations), false);
    }

    /** The same, of so many bytes in all. */
    public Inbound within(RateLimit bytes) {
        return new Inbound(limit, bytes, destinations, quick);
    }

    /** The same, taken without waiting for anything. */
    public Inbound quickly() {
        return new Inbound(limit, bytes, destinations, true);
    }
}
