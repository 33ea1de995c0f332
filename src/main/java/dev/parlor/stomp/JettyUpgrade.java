package dev.parlor.stomp;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.adapter.jetty.JettyWebSocketSession;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.sockjs.transport.handler.SockJsWebSocketHandler;

/**
 * Turns an HTTP request into a WebSocket of Jetty. Unlike Spring's, it takes input in parts, so that a frame over the
 * limit is noticed before it is all here, and decides on permessage-deflate.
 */
final class JettyUpgrade implements RequestUpgradeStrategy {

    private final boolean deflate;
    private final StompSessions sessions;
    private final Executor partings;

    JettyUpgrade(boolean deflate, StompSessions sessions, Executor partings) {
        this.deflate = deflate;
        this.sessions = sessions;
        this.partings = partings;
    }

    @Override
    public String[] getSupportedVersions() {
        return new String[] {"13"};
    }

    @Override
    public List<WebSocketExtension> getSupportedExtensions(ServerHttpRequest request) {
        return List.of();
    }

    @Override
    public void upgrade(
            ServerHttpRequest request,
            ServerHttpResponse response,
            @Nullable String protocol,
            List<WebSocketExtension> extensions,
            @Nullable Principal user,
            WebSocketHandler handler,
            Map<String, Object> attributes)
            throws HandshakeFailureException {
        HttpServletRequest servletRequest = ((ServletServerHttpRequest) request).getServletRequest();
        JettyWebSocketSession session = new JettyWebSocketSession(attributes, user);
        boolean sockJs = WebSocketHandlerDecorator.unwrap(handler) instanceof SockJsWebSocketHandler;
        JettyEndpoint endpoint = new JettyEndpoint(handler, session, sockJs, sessions, partings);
        try {
            JettyWebSocketServerContainer container =
                    JettyWebSocketServerContainer.getContainer(servletRequest.getServletContext());
            // Silence is ours to judge, by heart-beats: a page may have nothing to say for hours.
            container.setIdleTimeout(Duration.ZERO);
            container.upgrade(
                    (upgradeRequest, upgradeResponse) -> {
                        if (protocol != null) {
                            upgradeResponse.setAcceptedSubProtocol(protocol);
                        }
                        if (!deflate) {
                            upgradeResponse.setExtensions(List.of());
                        }
                        return endpoint;
                    },
                    servletRequest,
                    ((ServletServerHttpResponse) response).getServletResponse());
        } catch (IOException | RuntimeException failure) {
            throw new HandshakeFailureException("Failed to upgrade", failure);
        }
    }
}
