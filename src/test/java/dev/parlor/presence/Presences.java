package dev.parlor.presence;

import dev.parlor.engine.Ticker;
import dev.parlor.protocol.ParticipantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A presence without a server, for tests of who asks it. */
public final class Presences {

    private Presences() {}

    /** Nobody is there yet; who comes is called {@code p1}, {@code p2} … */
    public static Presence empty(Ticker ticker) {
        return empty(ticker, Duration.ofSeconds(10));
    }

    /** The same with a grace period of its own. */
    public static Presence empty(Ticker ticker, Duration grace) {
        AtomicInteger came = new AtomicInteger();
        return empty(ticker, grace, () -> new ParticipantId("p" + came.incrementAndGet()));
    }

    /** The same with ids of its own for who comes. */
    public static Presence empty(Ticker ticker, Duration grace, Supplier<ParticipantId> newIds) {
        return new Presence(new ResumeTokens(new byte[32], InstantSource.system()), newIds, grace, 32, ticker);
    }
}
