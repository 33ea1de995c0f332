package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketSession;

/**
 * The input of one WebSocket. STOMP is a stream of bytes, so that parts of messages are handed on as they come; SockJS
 * needs its messages whole, and they are put together here up to a limit.
 *
 * <p>Public because Jetty calls it by method handles.
 */
public final class JettyEndpoint implements Session.Listener {

    private static final Logger log = LoggerFactory.getLogger(JettyEndpoint.class);

    private final WebSocketHandler handler;
    private final JettyWebSocketSession session;
    private final StompSessions sessions;
    private final Executor partings;
    private final @Nullable StringBuilder whole;
    private @Nullable Session socket;
    private boolean refused;

    JettyEndpoint(
            WebSocketHandler handler,
            JettyWebSocketSession session,
            boolean sockJs,
            StompSessions sessions,
            Executor partings) {
        this.handler = handler;
        this.sessions = sessions;
        this.partings = partings;
        this.session = session;
        this.whole = sockJs ? new StringBuilder() : null;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        socket = opened;
        session.initializeNativeSession(opened);
        attempt(() -> handler.afterConnectionEstablished(session));
    }

    @Override
    public void onWebSocketPartialText(String part, boolean last) {
        if (whole == null) {
            handle(new TextMessage(part));
        } else if (refused || whole.length() + part.length() > SockJsTransports.MAX_BYTES) {
            refuseTooLarge();
        } else {
            whole.append(part);
            if (last) {
                TextMessage message = new TextMessage(whole.toString());
                whole.setLength(0);
                handle(message);
            } else {
                demand();
            }
        }
    }

    @Override
    public void onWebSocketPartialBinary(ByteBuffer part, boolean last, Callback callback) {
        BinaryMessage message = new BinaryMessage(BufferUtil.copy(part), last);
        callback.succeed();
        handle(message);
    }

    @Override
    public void onWebSocketPong(ByteBuffer payload) {
        Session current = socket;
        if (current != null) {
            // Past the handlers: SockJS's keeps pongs to itself.
            sessions.heard(current);
        }
        demand();
    }

    @Override
    public void onWebSocketClose(int code, String reason, Callback callback) {
        callback.succeed();
        // Jetty tells of a broken connection on the thread that wrote to it, which is in some room's turn: leaving all
        // rooms
        // from there would take one turn within another.
        partings.execute(() -> {
            try {
                handler.afterConnectionClosed(session, new CloseStatus(code, reason));
            } catch (Exception failure) {
                log.error("A connection could not be ended", failure);
            }
        });
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        try {
            handler.handleTransportError(session, cause);
        } catch (Exception failure) {
            log.error("A failed connection could not be handled", failure);
        }
    }

    private void handle(WebSocketMessage<?> message) {
        attempt(() -> handler.handleMessage(session, message));
    }

    private void refuseTooLarge() {
        Outbox outbox = socket == null ? null : sessions.outbox(socket);
        if (outbox != null) {
            outbox.offer(StompErrors.TOO_LARGE);
            outbox.close(StompErrors.CLOSE);
        }
        refused = true;
        demand();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void attempt(Work work) {
        try {
            work.run();
            demand();
        } catch (Exception failure) {
            log.error("A connection failed", failure);
            Session current = socket;
            if (current != null) {
                current.close(CloseStatus.SERVER_ERROR.getCode(), null, Callback.NOOP);
            }
        }
    }

    /**
     * Reads on, also once it is closing: until the peer has closed too, or its time is up. While it opens Jetty does not
     * count its input as open yet.
     */
    private void demand() {
        if (socket instanceof WebSocketSession current
                && (current.isOpen() || current.getCoreSession().isInputOpen())) {
            current.demand();
        }
    }
}
