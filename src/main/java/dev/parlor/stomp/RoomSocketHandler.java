package dev.parlor.stomp;

import dev.parlor.protocol.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.messaging.StompSubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolHandler;
import org.springframework.web.socket.messaging.SubProtocolWebSocketHandler;
import org.springframework.web.socket.sockjs.transport.SockJsSession;
import org.springframework.web.socket.sockjs.transport.session.AbstractHttpSockJsSession;

/** Where connections begin and end. Gives each its outbox in place of Spring's blocking decorator. */
final class RoomSocketHandler extends SubProtocolWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(RoomSocketHandler.class);

    private final StompSessions sessions;
    private final StompProperties settings;
    private final FanOut fanOut;
    private final Heartbeats heartbeats;
    private final Executor httpThreads;

    RoomSocketHandler(
            MessageChannel inbound,
            SubscribableChannel outbound,
            StompSessions sessions,
            StompProperties settings,
            FanOut fanOut,
            Heartbeats heartbeats,
            Executor httpThreads) {
        super(inbound, outbound);
        this.sessions = sessions;
        this.settings = settings;
        this.fanOut = fanOut;
        this.heartbeats = heartbeats;
        this.httpThreads = httpThreads;
    }

    @Override
    public void addProtocolHandler(SubProtocolHandler handler) {
        if (handler instanceof StompSubProtocolHandler stomp) {
            stomp.setDecoder(new TolerantDecoder());
        }
        super.addProtocolHandler(handler);
    }

    @Override
    protected WebSocketSession decorateSession(WebSocketSession session) {
        if (session instanceof AbstractHttpSockJsSession http) {
            return begin(session, new HttpWire(http, httpThreads), null);
        }
        JettySession jetty = ((NativeWebSocketSession) session).getNativeSession(JettySession.class);
        if (jetty == null) {
            throw new IllegalStateException("Parlor runs on Jetty");
        }
        boolean sockJs = session instanceof SockJsSession;
        boolean deflates = !jetty.socket().getNegotiatedExtensions().isEmpty();
        Wire wire = deflates ? new DeflatingWire(jetty.socket(), sockJs) : new WebSocketWire(jetty.socket(), sockJs);
        return begin(session, wire, jetty);
    }

    private Outbox begin(WebSocketSession session, Wire wire, @Nullable JettySession jetty) {
        Outbox outbox = new Outbox(session, wire, (int) settings.outboxLimit().toBytes(), fanOut::add);
        FrameScanner scanner = new FrameScanner((int) settings.frameLimit().toBytes());
        StompSession begun = new StompSession(
                session.getId(),
                outbox,
                jetty == null ? StompSession.Transport.HTTP : StompSession.Transport.WEBSOCKET,
                scanner);
        if (!sessions.add(begun)) {
            throw new IllegalStateException("There is a connection for this session");
        }
        heartbeats.watch(begun);
        if (jetty != null) {
            jetty.attach(begun);
        }
        if (session instanceof SockJsSession sockJs) {
            // STOMP's heart-beats serve: SockJS's own would write past the outbox.
            sockJs.disableHeartbeat();
        }
        return outbox;
    }

    @Override
    public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
        StompSession known = sessions.find(session.getId());
        if (known == null) {
            return;
        }
        known.heard();
        if (!known.outbox().isTaking()) {
            return;
        }
        ByteBuffer bytes;
        if (message instanceof TextMessage text) {
            bytes = ByteBuffer.wrap(text.getPayload().getBytes(StandardCharsets.UTF_8));
        } else if (message instanceof BinaryMessage binary) {
            bytes = binary.getPayload();
        } else {
            return;
        }
        // A client of SockJS may post twice at once; its frames are read one after the other all the same.
        synchronized (known) {
            read(known, session, bytes);
        }
    }

    /** Frame by frame: what was right before something wrong is done and answered before that is. */
    private void read(StompSession known, WebSocketSession session, ByteBuffer bytes) throws Exception {
        try {
            while (bytes.hasRemaining() && known.outbox().isTaking()) {
                ByteBuffer frame = known.scanner().next(bytes);
                ByteBuffer whole = known.lineEnds().whole(frame, known.scanner().isBetweenFrames());
                if (known.scanner().command() != StompCommand.SEND) {
                    known.awaitUnfinished(null);
                }
                if (whole.hasRemaining()) {
                    super.handleMessage(session, new BinaryMessage(whole));
                }
            }
        } catch (Refused why) {
            known.awaitUnfinished(null);
            known.outbox().offer(StompErrors.frame(why.code().wire(), why.getMessage()));
            known.outbox().close(StompErrors.CLOSE);
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
        try {
            super.afterConnectionClosed(session, status);
        } finally {
            sessions.remove(session.getId());
        }
    }
}
