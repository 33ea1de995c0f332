package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Utf8StringBuilder;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.exception.BadPayloadException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;

/**
 * The input of one WebSocket, frame by frame. STOMP is a stream of bytes, so that parts of messages are handed on as they
 * come; SockJS needs its messages whole, and they are put together here up to a limit.
 *
 * <p>It is called on threads that all connections share, the selector's and the ticker. What is quick is handled right
 * there; all else on a worker, and nothing more is read from the connection meanwhile.
 */
final class JettyEndpoint implements FrameHandler {

    private static final Logger log = LoggerFactory.getLogger(JettyEndpoint.class);

    private final WebSocketHandler handler;
    private final JettySession session;
    private final PlainSends plain;
    private final Executor partings;
    /** What has come of SockJS's message; absent where STOMP is spoken directly. */
    private final @Nullable StringBuilder whole;
    /** Holds the beginning of a character whose rest is in the next frame. Absent until one comes that is no ASCII. */
    private @Nullable Utf8StringBuilder text;

    private boolean inText;
    private boolean refused;

    JettyEndpoint(WebSocketHandler handler, JettySession session, boolean sockJs, PlainSends plain, Executor partings) {
        this.handler = handler;
        this.session = session;
        this.plain = plain;
        this.partings = partings;
        this.whole = sockJs ? new StringBuilder() : null;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session.open((WebSocketCoreSession) opened);
        try {
            handler.afterConnectionEstablished(session);
            callback.succeeded();
            opened.demand();
        } catch (Exception failure) {
            callback.failed(failure);
        }
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        if (frame.getOpCode() == OpCode.CLOSE) {
            closedByPeer(callback);
            return;
        }
        byte[] bytes = BufferUtil.toArray(frame.getPayload());
        StompSession stomp = session.stomp();
        if (stomp != null) {
            stomp.heard();
        }
        if (connection().mayTakeHere() && took(frame, bytes)) {
            done(callback);
        } else {
            if (stomp != null) {
                stomp.handling();
            }
            connection().workers().execute(() -> {
                try {
                    connection().onWorker();
                    took(frame, bytes);
                } finally {
                    done(callback);
                }
            });
        }
    }

    /** Whether it was handled on this thread. On a worker, all is. */
    private boolean took(Frame frame, byte[] bytes) {
        boolean mayWait = connection().isOnWorker();
        if (tookShortWay(frame, bytes, mayWait)) {
            return true;
        }
        if (mayWait) {
            data(frame, ByteBuffer.wrap(bytes));
        }
        return mayWait;
    }

    private boolean tookShortWay(Frame frame, byte[] bytes, boolean mayWait) {
        StompSession stomp = session.stomp();
        if (stomp == null) {
            return false;
        }
        switch (frame.getOpCode()) {
            case OpCode.PING -> stomp.outbox().offer(new Outgoing.Control(OpCode.PONG, bytes));
            // Past the handlers: SockJS's keeps pongs to itself.
            case OpCode.PONG -> {}
            case OpCode.TEXT -> {
                if (whole != null || !frame.isFin()) {
                    return false;
                }
                if (isHeartbeat(stomp, bytes)) {
                    return true;
                }
                boolean taken = isUtf8(bytes) && plain.took(stomp, bytes, mayWait);
                if (taken && !mayWait) {
                    connection().moved();
                }
                return taken;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** An end of line between frames (STOMP 1.2, "Heart-beating"). Thousands who send them would keep the workers busy. */
    private static boolean isHeartbeat(StompSession stomp, byte[] bytes) {
        return bytes.length == 1 && bytes[0] == '\n' && stomp.scanner().isBetweenFrames();
    }

    private InlineConnection connection() {
        return (InlineConnection) session.socket().getConnection();
    }

    private void data(Frame frame, ByteBuffer payload) {
        try {
            inText = frame.getOpCode() == OpCode.TEXT || inText && frame.getOpCode() == OpCode.CONTINUATION;
            if (whole != null) {
                wholeMessage(payload, frame.isFin(), whole);
            } else {
                if (inText) {
                    checkText(payload.slice(), frame.isFin());
                }
                handle(new BinaryMessage(payload));
            }
        } catch (BadPayloadException malformed) {
            session.close(CloseStatus.BAD_DATA);
        } catch (Exception | Error failure) {
            log.error("A connection failed", failure);
            session.close(CloseStatus.SERVER_ERROR);
        }
    }

    /** RFC 6455, section 8.1: text that is not UTF-8 is the end of the connection. */
    private void checkText(ByteBuffer payload, boolean last) {
        if (text == null && isAscii(payload)) {
            return;
        }
        decode(payload, last);
    }

    private static boolean isAscii(ByteBuffer payload) {
        for (int i = payload.position(); i < payload.limit(); i++) {
            if (payload.get(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] whole) {
        ByteBuffer payload = ByteBuffer.wrap(whole);
        if (isAscii(payload)) {
            return true;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(payload);
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private String decode(ByteBuffer payload, boolean last) {
        if (text == null) {
            text = new Utf8StringBuilder();
        }
        text.append(payload);
        if (!last) {
            return text.takePartialString(() -> new BadPayloadException("Invalid UTF-8"));
        }
        String rest = text.takeCompleteString(() -> new BadPayloadException("Invalid UTF-8"));
        text = null;
        return rest;
    }

    private void wholeMessage(ByteBuffer payload, boolean last, StringBuilder soFar) throws Exception {
        if (refused || soFar.length() + payload.remaining() > SockJsTransports.MAX_BYTES) {
            refuseTooLarge();
            return;
        }
        soFar.append(decode(payload, last));
        if (last) {
            TextMessage message = new TextMessage(soFar.toString());
            soFar.setLength(0);
            handle(message);
        }
    }

    private void handle(WebSocketMessage<?> message) throws Exception {
        handler.handleMessage(session, message);
    }

    private void refuseTooLarge() {
        StompSession stomp = session.stomp();
        if (stomp != null) {
            stomp.outbox().offer(StompErrors.TOO_LARGE);
            stomp.outbox().close(StompErrors.CLOSE);
        }
        refused = true;
    }

    private void closedByPeer(Callback callback) {
        StompSession stomp = session.stomp();
        if (stomp != null) {
            // Jetty answers the close once this is called back, which must not be amidst something that is being
            // written.
            stomp.outbox().closedByPeer(callback::succeeded);
        } else {
            callback.succeeded();
        }
    }

    /** Reads on, also once it is closing: until the peer has closed too, or its time is up. */
    private void done(Callback callback) {
        StompSession stomp = session.stomp();
        if (stomp != null) {
            stomp.handled();
        }
        callback.succeeded();
        if (session.socket().isInputOpen()) {
            session.socket().demand();
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        try {
            handler.handleTransportError(session, cause);
        } catch (Exception failure) {
            log.error("A failed connection could not be handled", failure);
        }
        callback.succeeded();
    }

    @Override
    public void onClosed(org.eclipse.jetty.websocket.core.CloseStatus status, Callback callback) {
        callback.succeeded();
        // Leaving all rooms waits for their turns, and this may be the thread that writes to everybody.
        partings.execute(() -> {
            try {
                handler.afterConnectionClosed(session, new CloseStatus(status.getCode(), status.getReason()));
            } catch (Exception failure) {
                log.error("A connection could not be ended", failure);
            }
        });
    }
}
