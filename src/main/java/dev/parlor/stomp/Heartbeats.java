package dev.parlor.stomp;

import dev.parlor.engine.Ticker;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.websocket.core.OpCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * Tells quiet connections that the server is there, and finds those that are not there any more. WebSockets are asked
 * with a ping, which browsers answer also for pages whose timers sleep.
 */
final class Heartbeats {

    private static final Logger log = LoggerFactory.getLogger(Heartbeats.class);
    private static final int SWEEP_MS = 500;
    /** How long a close may take that waits for a peer to read. */
    private static final long PARTING = Duration.ofSeconds(5).toNanos();

    private static final Outgoing PING = new Outgoing.Control(OpCode.PING, new byte[0]);
    private static final List<Outgoing> BEAT = List.of(Outgoing.HEARTBEAT);
    private static final List<Outgoing> PING_AND_BEAT = List.of(PING, Outgoing.HEARTBEAT);

    private final StompSessions sessions;
    // In ns: a sweep looks at every connection.
    private final long heartbeat;
    private final long silence;
    private final long httpSilence;
    private final long connectWithin;

    Heartbeats(StompSessions sessions, StompProperties settings, Ticker ticker) {
        this.sessions = sessions;
        heartbeat = settings.heartbeat().toNanos();
        silence = settings.silence().toNanos();
        httpSilence = settings.httpSilence().toNanos();
        connectWithin = settings.connectWithin().toNanos();
        ticker.every(SWEEP_MS, this::sweep);
    }

    private void sweep() {
        long now = System.nanoTime();
        sessions.all().forEach(session -> check(session, now));
    }

    private void check(StompSession session, long now) {
        Outbox outbox = session.outbox();
        long silent = Math.min(now - session.lastHeard(), now - outbox.lastTaken());
        boolean http = session.transport() == StompSession.Transport.HTTP;
        if (now - session.since() > connectWithin && session.participant().isEmpty()) {
            outbox.close(CloseStatus.SESSION_NOT_RELIABLE);
        }
        if (outbox.isPartingLongerThan(PARTING, now)) {
            outbox.abort();
            return;
        }
        // Over HTTP a write to a peer that takes nothing holds a thread, however much they send.
        if (silent > (http ? httpSilence : silence) || http && outbox.isStuckLongerThan(httpSilence, now)) {
            log.debug("{} is silent", session.id());
            outbox.abort();
            return;
        }
        boolean quiet = now - outbox.lastSaid() > heartbeat;
        boolean ask = !http && silent > heartbeat && session.claimPing(now, heartbeat);
        boolean asked = quiet && outbox.beat(ask ? PING_AND_BEAT : BEAT);
        if (ask && !asked) {
            outbox.offer(PING);
        }
    }
}
