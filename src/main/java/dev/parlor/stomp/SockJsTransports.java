package dev.parlor.stomp;

import dev.parlor.protocol.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeHandler;
import org.springframework.web.socket.sockjs.transport.SockJsServiceConfig;
import org.springframework.web.socket.sockjs.transport.SockJsSession;
import org.springframework.web.socket.sockjs.transport.SockJsSessionFactory;
import org.springframework.web.socket.sockjs.transport.TransportHandler;
import org.springframework.web.socket.sockjs.transport.TransportType;
import org.springframework.web.socket.sockjs.transport.handler.AbstractHttpSendingTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.EventSourceTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.HtmlFileTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.WebSocketTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrPollingTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrReceivingTransportHandler;
import org.springframework.web.socket.sockjs.transport.handler.XhrStreamingTransportHandler;
import org.springframework.web.socket.sockjs.transport.session.AbstractHttpSockJsSession;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/**
 * SockJS's transports as Spring has them, but for two things: a request that comes to fetch wakes the outbox of its
 * session, and what a client posts has a bound and is answered as SockJS has it.
 */
final class SockJsTransports {

    /** The most that SockJS may wrap into one message or request; the frames within have their own limit. */
    static final int MAX_BYTES = 128 * 1024;

    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final StompSessions sessions;

    SockJsTransports(StompSessions sessions) {
        this.sessions = sessions;
    }

    /** All of them, the WebSocket with our handshake: what is not named here Spring makes as it likes. */
    TransportHandler[] all(HandshakeHandler handshake) {
        return new TransportHandler[] {
            new WebSocketTransportHandler(handshake),
            new XhrSend(),
            new Waking(new XhrPollingTransportHandler()),
            new Waking(new XhrStreamingTransportHandler()),
            new Waking(new EventSourceTransportHandler()),
            new Waking(new HtmlFileTransportHandler()),
        };
    }

    /** A transport of Spring's whose requests wake the outbox of their session. */
    private final class Waking implements TransportHandler, SockJsSessionFactory {

        private final AbstractHttpSendingTransportHandler transport;

        Waking(AbstractHttpSendingTransportHandler transport) {
            this.transport = transport;
        }

        @Override
        public void initialize(SockJsServiceConfig config) {
            transport.initialize(config);
        }

        @Override
        public TransportType getTransportType() {
            return transport.getTransportType();
        }

        @Override
        public boolean checkSessionType(SockJsSession session) {
            return transport.checkSessionType(session);
        }

        @Override
        public SockJsSession createSession(String id, WebSocketHandler handler, Map<String, Object> attributes) {
            return transport.createSession(id, handler, attributes);
        }

        @Override
        public void handleRequest(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                SockJsSession session) {
            transport.handleRequest(request, response, handler, session);
            StompSession known = sessions.find(session.getId());
            if (known != null) {
                known.heard();
                known.outbox().wake(connection(request)::close);
            }
        }
    }

    private static EndPoint connection(ServerHttpRequest request) {
        return ServletCoreRequest.wrap(((ServletServerHttpRequest) request).getServletRequest())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** Spring's own logs each request that is no good, and reads the body of a form as the parameters that it is not. */
    private final class XhrSend extends XhrReceivingTransportHandler {

        @Override
        protected void handleRequestInternal(
                ServerHttpRequest request,
                ServerHttpResponse response,
                WebSocketHandler handler,
                AbstractHttpSockJsSession session) {
            StompSession known = sessions.find(session.getId());
            if (known != null && request.getHeaders().getContentLength() > MAX_BYTES) {
                known.outbox().offer(StompErrors.TOO_LARGE);
                known.outbox().close(StompErrors.CLOSE);
                response.setStatusCode(HttpStatus.CONTENT_TOO_LARGE);
                return;
            }
            try {
                String[] messages = readMessages(request);
                if (messages == null) {
                    answer(response, HttpStatus.INTERNAL_SERVER_ERROR, "Payload expected.");
                } else {
                    response.setStatusCode(getResponseStatus());
                    response.getHeaders().setContentType(TEXT);
                    session.delegateMessages(messages);
                }
            } catch (Refused why) {
                answer(response, HttpStatus.BAD_REQUEST, why.getMessage());
            } catch (IOException | StreamReadException broken) {
                answer(response, HttpStatus.INTERNAL_SERVER_ERROR, "Broken JSON encoding.");
            } catch (DatabindException other) {
                answer(response, HttpStatus.INTERNAL_SERVER_ERROR, "Payload expected.");
            }
        }

        @Override
        protected String @Nullable [] readMessages(ServerHttpRequest request) throws IOException {
            // Without a Content-Length the rest is cut off, and what is left is not JSON any more.
            byte[] body = ((ServletServerHttpRequest) request)
                    .getServletRequest()
                    .getInputStream()
                    .readNBytes(MAX_BYTES);
            return body.length == 0 ? null : Outgoing.SOCKJS.decode(new String(body, StandardCharsets.UTF_8));
        }
    }

    /** With the statuses and sentences of SockJS 0.3.3, which has none for what is an array and not of texts. */
    private static void answer(ServerHttpResponse response, HttpStatus status, String sentence) {
        response.setStatusCode(status);
        response.getHeaders().setContentType(TEXT);
        try {
            response.getBody().write(sentence.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // Nobody is there to read it.
        }
    }
}
