package dev.parlor.stomp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.handler.WebSocketHandlerDecorator;
import org.springframework.web.socket.server.HandshakeFailureException;
import org.springframework.web.socket.server.RequestUpgradeStrategy;
import org.springframework.web.socket.sockjs.transport.handler.SockJsWebSocketHandler;

/**
 * Turns an HTTP request into a WebSocket of Jetty's core, below its API of whole messages: input comes in parts, so that a
 * frame over the limit is noticed before it is all here, and output is bytes that are encoded already.
 */
final class JettyUpgrade implements RequestUpgradeStrategy {

    private final boolean deflate;
    private final PlainSends plain;
    private final TickedInput ticked;
    private final Executor workers;
    private final Executor partings;

    JettyUpgrade(boolean deflate, PlainSends plain, TickedInput ticked, Executor workers, Executor partings) {
        this.deflate = deflate;
        this.plain = plain;
        this.ticked = ticked;
        this.workers = workers;
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
        JettySession session = new JettySession(attributes, user);
        boolean sockJs = WebSocketHandlerDecorator.unwrap(handler) instanceof SockJsWebSocketHandler;
        JettyEndpoint endpoint = new JettyEndpoint(handler, session, sockJs, plain, partings);
        try {
            upgrade(
                    ((ServletServerHttpRequest) request).getServletRequest(),
                    ((ServletServerHttpResponse) response).getServletResponse(),
                    new Negotiator(endpoint, protocol, deflate));
        } catch (IOException | RuntimeException failure) {
            throw new HandshakeFailureException("Failed to upgrade", failure);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, Negotiator negotiator)
            throws IOException {
        ServletContextHandler context =
                ServletContextHandler.getServletContextHandler(request.getServletContext(), "WebSocket");
        Request coreRequest = ServletCoreRequest.wrap(request);
        Response coreResponse = ServletCoreResponse.wrap(coreRequest, response, false);
        try (Blocker.Callback callback = Blocker.callback()) {
            if (WebSocketMappings.ensureMappings(context)
                    .upgrade(negotiator, coreRequest, coreResponse, callback, null)) {
                callback.block();
                putInline(coreRequest, negotiator.session());
            }
        }
    }

    /** Puts our connection in the place of that which Jetty is going to change over to once this request is through. */
    private void putInline(Request request, @Nullable WebSocketCoreSession session) {
        if (session != null
                && request.getAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE) instanceof WebSocketConnection made) {
            InlineConnection ours = new InlineConnection(
                    made,
                    request.getConnectionMetaData().getConnector().getScheduler(),
                    session.getByteBufferPool(),
                    session,
                    workers,
                    ticked);
            request.getConnectionMetaData().getConnector().getEventListeners().forEach(ours::addEventListener);
            session.setWebSocketConnection(ours);
            request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, ours);
        }
    }

    /** What is agreed upon, and the session that Jetty makes of it. */
    private static final class Negotiator implements WebSocketNegotiator {

        private final FrameHandler endpoint;
        private final @Nullable String protocol;
        private final boolean deflate;
        private @Nullable WebSocketCoreSession session;

        Negotiator(FrameHandler endpoint, @Nullable String protocol, boolean deflate) {
            this.endpoint = endpoint;
            this.protocol = protocol;
            this.deflate = deflate;
        }

        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            if (protocol != null) {
                response.setAcceptedSubProtocol(protocol);
            }
            if (!deflate) {
                response.setExtensions(List.of());
            }
            return endpoint;
        }

        @Override
        public void customize(Configuration made) {
            // Silence is ours to judge, by heart-beats: a page may have nothing to say for hours.
            made.setIdleTimeout(Duration.ZERO);
            session = made instanceof WebSocketCoreSession core ? core : null;
        }

        @Nullable
        WebSocketCoreSession session() {
            return session;
        }
    }
}
