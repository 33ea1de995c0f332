package dev.parlor.testing;

import java.net.URI;

/** The ways STOMP gets through to the server. */
public enum Transport {
    WEBSOCKET {
        @Override
        public Wire open(URI server) {
            return WebSocketWire.open(server, "v12.stomp");
        }
    },
    SOCKJS_WEBSOCKET {
        @Override
        public Wire open(URI server) {
            return new SockJsWire.OverWebSocket(server);
        }
    },
    XHR_STREAMING,
    XHR_POLLING,
    EVENTSOURCE,
    HTMLFILE;

    /** Opens a connection; nothing of STOMP is said yet. */
    public Wire open(URI server) {
        return new SockJsWire.OverHttp(server, this);
    }

    /** Whether this is one of SockJS's transports over plain HTTP. */
    public boolean isHttp() {
        return this != WEBSOCKET && this != SOCKJS_WEBSOCKET;
    }
}
