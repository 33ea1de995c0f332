package dev.parlor.stomp;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/** A WebSocket of Jetty's core as Spring knows sessions. What it is sent goes by its {@link Outbox} as soon as it has one. */
final class JettySession implements NativeWebSocketSession {

    private final String id = UUID.randomUUID().toString();
    private final Map<String, Object> attributes;
    private final @Nullable Principal principal;
    private @Nullable WebSocketCoreSession socket;
    private volatile @Nullable StompSession stomp;

    JettySession(Map<String, Object> attributes, @Nullable Principal principal) {
        this.attributes = attributes;
        this.principal = principal;
    }

    void open(WebSocketCoreSession opened) {
        socket = opened;
    }

    /** The connection has an outbox: nothing is written past it any more. */
    void attach(StompSession session) {
        stomp = session;
    }

    /** Absent until the handlers have seen the connection open. */
    @Nullable
    StompSession stomp() {
        return stomp;
    }

    WebSocketCoreSession socket() {
        WebSocketCoreSession opened = socket;
        if (opened == null) {
            throw new IllegalStateException("The WebSocket is not open yet");
        }
        return opened;
    }

    @Override
    public Object getNativeSession() {
        return this;
    }

    @Override
    public <T> @Nullable T getNativeSession(@Nullable Class<T> type) {
        return type != null && type.isInstance(this) ? type.cast(this) : null;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public @Nullable URI getUri() {
        return socket().getRequestURI();
    }

    @Override
    public HttpHeaders getHandshakeHeaders() {
        return HttpHeaders.EMPTY;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return attributes;
    }

    @Override
    public @Nullable Principal getPrincipal() {
        return principal;
    }

    @Override
    public @Nullable InetSocketAddress getLocalAddress() {
        return socket().getLocalAddress() instanceof InetSocketAddress address ? address : null;
    }

    @Override
    public @Nullable InetSocketAddress getRemoteAddress() {
        return socket().getRemoteAddress() instanceof InetSocketAddress address ? address : null;
    }

    @Override
    public @Nullable String getAcceptedProtocol() {
        return socket().getNegotiatedSubProtocol();
    }

    @Override
    public List<WebSocketExtension> getExtensions() {
        return List.of();
    }

    // The limits are ours: input is taken in parts, see FrameScanner.

    @Override
    public void setTextMessageSizeLimit(int limit) {}

    @Override
    public int getTextMessageSizeLimit() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void setBinaryMessageSizeLimit(int limit) {}

    @Override
    public int getBinaryMessageSizeLimit() {
        return Integer.MAX_VALUE;
    }

    /** What SockJS says before there is an outbox. */
    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (!(message instanceof TextMessage text)) {
            throw new IllegalArgumentException("Only text is sent");
        }
        byte[] payload = text.getPayload().getBytes(StandardCharsets.UTF_8);
        socket().sendFrame(new Frame(OpCode.TEXT).setPayload(payload), Callback.NOOP, false);
    }

    @Override
    public boolean isOpen() {
        return socket != null && socket.isOutputOpen();
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    @Override
    public void close(CloseStatus status) {
        StompSession attached = stomp;
        if (attached != null) {
            attached.outbox().close(status);
        } else {
            socket().close(status.getCode(), status.getReason(), Callback.NOOP);
        }
    }
}
