package dev.parlor.stomp;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** The connections of this server, by session id. */
final class StompSessions {

    private final Map<String, StompSession> sessions = new ConcurrentHashMap<>();
    private final Map<Session, StompSession> bySocket = new ConcurrentHashMap<>();

    /** A connection begins. */
    void add(StompSession session) {
        sessions.put(session.id(), session);
        if (session.socket() != null) {
            bySocket.put(session.socket(), session);
        }
    }

    /** A WebSocket's peer has answered a ping. */
    void heard(Session socket) {
        StompSession session = bySocket.get(socket);
        if (session != null) {
            session.heard();
        }
    }

    @Nullable
    Outbox outbox(Session socket) {
        StompSession session = bySocket.get(socket);
        return session == null ? null : session.outbox();
    }

    @Nullable
    StompSession find(@Nullable String id) {
        return id == null ? null : sessions.get(id);
    }

    void remove(String id) {
        StompSession removed = sessions.remove(id);
        if (removed != null && removed.socket() != null) {
            bySocket.remove(removed.socket());
        }
    }

    Collection<StompSession> all() {
        return sessions.values();
    }

    int size() {
        return sessions.size();
    }
}
