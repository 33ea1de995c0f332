package dev.parlor.stomp;

import dev.parlor.engine.Ticker;
import java.time.Duration;
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
    private static final Duration PARTING = Duration.ofSeconds(5);

    private static final Outgoing PING = new Outgoing.Control(OpCode.PING, new byte[0]);

    private final StompSessions sessions;
    private final StompProperties settings;

    Heartbeats(StompSessions sessions, StompProperties settings, Ticker ticker) {
        this.sessions = sessions;
        this.settings = settings;
        ticker.every(SWEEP_MS, () -> sessions.all().forEach(session -> check(session, System.nanoTime())));
    }

    private void check(StompSession session, long now) {
        Outbox outbox = session.outbox();
        long silent = now - session.lastHeard();
        boolean http = session.transport() == StompSession.Transport.HTTP;
        Duration patience = http ? settings.httpSilence() : settings.silence();
        if (session.participant().isEmpty()
                && now - session.since() > settings.connectWithin().toNanos()) {
            outbox.close(CloseStatus.SESSION_NOT_RELIABLE);
        }
        if (outbox.isPartingLongerThan(PARTING, now)) {
            outbox.abort();
        } else if (silent > patience.toNanos()) {
            log.debug("{} is silent", session.id());
            outbox.abort();
        } else if (!http && silent > settings.heartbeat().toNanos() && session.claimPing(now, settings.heartbeat())) {
            outbox.offer(PING);
        }
        if (now - outbox.lastSaid() > settings.heartbeat().toNanos()) {
            outbox.beat();
        }
    }
}
