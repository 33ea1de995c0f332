package dev.parlor.room;

import dev.parlor.engine.RateLimit;
import java.util.List;

/**
 * Where clients may send, as each feature declares it: what no feature declares is refused.
 *
 * @param limit how much one connection may send to each of them
 * @param destinations such as {@code /app/chat}
 * @param quick whether taking what is sent there never waits for anything, so that no worker has to be woken for it
 */
public record Inbound(RateLimit limit, List<String> destinations, boolean quick) {

    /** Some destinations with the same limit. */
    public static Inbound of(RateLimit limit, String... destinations) {
        return new Inbound(limit, List.of(destinations), false);
    }

    /** The same, taken without waiting for anything. */
    public Inbound quickly() {
        return new Inbound(limit, destinations, true);
    }
}
