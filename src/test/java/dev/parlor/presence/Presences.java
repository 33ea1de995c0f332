package dev.parlor.presence;

import dev.parlor.engine.Ticker;
import dev.parlor.protocol.ParticipantId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

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
        return new Presence(
                new ResumeTokens(new byte[32], InstantSource.system()),
                () -> new ParticipantId("p" + came.incrementAndGet()),
                grace,
                32,
                ticker);
    }
}
