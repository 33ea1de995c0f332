package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.sockjs.transport.SockJsSession;
import org.springframework.web.socket.sockjs.transport.session.AbstractHttpSockJsSession;

/** Where connections begin and end. Gives each its outbox in place of Spring's blocking decorator. */
final class RoomSocketHandler extends SubProtocolWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(RoomSocketHandler.class);

    /**
     * The size of the pieces in which input is decoded. Spring's decoder counts all it is given against the frame limit,
     * so that it must not be given many frames at once; its limit is this much above ours for the same reason.
     */
    static final int PIECE = 1024;

    private final StompSessions sessions;
    private final StompProperties settings;
    private final Executor httpThreads;

    RoomSocketHandler(
            MessageChannel inbound,
            SubscribableChannel outbound,
            StompSessions sessions,
            StompProperties settings,
            Executor httpThreads) {
        super(inbound, outbound);
        this.sessions = sessions;
        this.settings = settings;
        this.httpThreads = httpThreads;
    }

    @Override
    protected WebSocketSession decorateSession(WebSocketSession session) {
        Wire wire = wire(session);
        Outbox outbox = new Outbox(session, wire, (int) settings.outboxLimit().toBytes());
        StompSession.Transport transport =
                wire instanceof HttpWire ? StompSession.Transport.HTTP : StompSession.Transport.WEBSOCKET;
        sessions.add(new StompSession(session.getId(), outbox, transport));
        if (session instanceof SockJsSession sockJs) {
            // STOMP's heart-beats serve: SockJS's own would write past the outbox.
            sockJs.disableHeartbeat();
        }
        return outbox;
    }

    private Wire wire(WebSocketSession session) {
        if (session instanceof AbstractHttpSockJsSession http) {
            return new HttpWire(http, httpThreads);
        }
        var socket = ((NativeWebSocketSession) session)
                .getNativeSession(org.eclipse.jetty.websocket.common.WebSocketSession.class);
        if (socket == null) {
            throw new IllegalStateException("Parlor runs on Jetty");
        }
        return new WebSocketWire(socket.getCoreSession(), session instanceof SockJsSession);
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
        StompSession known = sessions.find(session.getId());
        if (known == null) {
            return;
        }
        known.heard();
        ByteBuffer bytes;
        if (message instanceof TextMessage text) {
            bytes = ByteBuffer.wrap(text.getPayload().getBytes(StandardCharsets.UTF_8));
        } else if (message instanceof BinaryMessage binary) {
            bytes = binary.getPayload();
        } else {
            return;
        }
        while (bytes.hasRemaining() && known.outbox().isTaking()) {
            ByteBuffer piece = bytes.slice(bytes.position(), Math.min(PIECE, bytes.remaining()));
            bytes.position(bytes.position() + piece.remaining());
            super.handleMessage(session, new BinaryMessage(piece));
        }
    }

    @Override
    public void handleTransportError(WebSocketSession session, Throwable cause) throws Exception {
        log.debug("{} failed", session.getId(), cause);
        super.handleTransportError(session, cause);
    }

    @Override
    public void afterConnectionClosed(WebSocketSession session, CloseStatus status) throws Exception {
        StompSession ended = sessions.find(session.getId());
        if (ended != null) {
            ended.end();
            log.info(
                    "{} disconnected: {}",
                    ended.participant().<Object>map(id -> id).orElse("Somebody who sent no CONNECT"),
                    ended.outbox().isOverflowed() ? "too slow" : status.getCode());
        }
        super.afterConnectionClosed(session, status);
        sessions.remove(session.getId());
    }
}
