package dev.parlor.stomp;

import dev.parlor.engine.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * Tells quiet connections that the server is there, and finds those that are not there any more. WebSockets are asked
 * with a ping, which browsers answer also for pages whose timers sleep. A connection is looked at when something may be
 * due, and not at each sweep: with thousands of them, to look is what costs.
 */
final class Heartbeats {

    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
    private static final int SWEEP_MS = 500;
    /** How long a close may at least take that waits for a peer to read; it is noticed up to {@link #UNSEEN} later. */
    private static final long PARTING = Duration.ofSeconds(5).toNanos();
    /** The longest that nobody looks at a connection: a close may begin at any time. */
    static final long UNSEEN = Duration.ofMillis(4900).toNanos();

    private static final long BEGAN = System.nanoTime();

    private static final CloseStatus NO_CONNECT =
            new CloseStatus(CloseStatus.SESSION_NOT_RELIABLE.getCode(), "No CONNECT came in time");

    private static final Outgoing PING = new Outgoing.Control(OpCode.PING, new byte[0]);
    private static final List<Outgoing> BEAT = List.of(Outgoing.HEARTBEAT);
    private static final List<Outgoing> PING_AND_BEAT = List.of(PING, Outgoing.HEARTBEAT);

    /** A connection, and when it is looked at next, in ns. */
    private record Look(StompSession session, long at) {}

    private final StompSessions sessions;
    private final Queue<StompSession> fresh = new ConcurrentLinkedQueue<>();
    /** The next first. Times are less than a century apart, so that their difference can tell. */
    private final PriorityQueue<Look> looks = new PriorityQueue<>(Comparator.comparingLong(look -> look.at - BEGAN));

    // All in ns.
    private final long heartbeat;
    private final long silence;
    private final long httpSilence;
    private final long connectWithin;

    Heartbeats(StompSessions sessions, StompProperties settings, Ticker ticker, FanOut fanOut) {
        this.sessions = sessions;
        heartbeat = settings.heartbeat().toNanos();
        silence = settings.silence().toNanos();
        httpSilence = settings.httpSilence().toNanos();
        connectWithin = settings.connectWithin().toNanos();
        ticker.every(SWEEP_MS, () -> fanOut.together(this::sweep));
    }

    /** Looks after a connection from now on, until it has ended. */
    void watch(StompSession session) {
        fresh.add(session);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (StompSession session = fresh.poll(); session != null; session = fresh.poll()) {
            looks.add(new Look(session, now));
        }
        while (!looks.isEmpty() && looks.element().at - now <= 0) {
            StompSession session = looks.remove().session;
            if (sessions.find(session.id()) == session) {
                look(session, now);
            } else {
                // It is over; or another took its id, as two WebSockets of one SockJS session do.
                session.outbox().abort();
            }
        }
    }

    private void look(StompSession session, long now) {
        long next = now + UNSEEN;
        try {
            next = check(session, now);
        } finally {
            looks.add(new Look(session, next)); // Whatever went wrong this time.
        }
    }

    /** Does what is due, and tells when something may be due again. */
    private long check(StompSession session, long now) {
        Outbox outbox = session.outbox();
        boolean http = session.transport() == StompSession.Transport.HTTP;
        long patience = http ? httpSilence : silence;
        long heard = Math.max(session.lastHeard() - now, outbox.lastTaken() - now) + now;
        if (now - session.since() >= connectWithin && session.participant().isEmpty()) {
            outbox.close(NO_CONNECT);
        }
        // Over HTTP a write to a peer that takes nothing holds a thread, however much they send.
        boolean silent = now - heard >= patience || http && outbox.isStuckLongerThan(httpSilence, now);
        if (silent || outbox.isPartingLongerThan(PARTING, now)) {
            log.debug("{} is {}", session.id(), silent ? "silent" : "taking too long to part");
            outbox.abort();
            return now + UNSEEN;
        }
        boolean quiet = now - outbox.lastSaid() >= heartbeat;
        boolean ask = !http && now - heard >= heartbeat && session.claimPing(now, heartbeat);
        boolean asked = quiet && outbox.beat(ask ? PING_AND_BEAT : BEAT);
        if (ask && !asked) {
            outbox.offer(PING);
        }
        if (quiet && !asked) {
            return now + 1; // Something else is on its way, and may be no more than the answer to a ping.
        }
        return now
                + untilNext(
                        now,
                        outbox.lastSaid() + heartbeat,
                        heard + heartbeat,
                        heard + patience,
                        session.since() + connectWithin);
    }

    /** Of these times the next; what was due by now is done. */
    static long untilNext(long now, long... times) {
        long next = UNSEEN;
        for (long time : times) {
            next = time - now > 0 ? Math.min(next, time - now) : next;
        }
        return next;
    }
}
