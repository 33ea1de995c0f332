package dev.parlor.stomp;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections of this server, by session id. */
final class StompSessions {

    private final Map<String, StompSession> sessions = new ConcurrentHashMap<>();

    /** A connection begins. False if there is one with its id, as where two WebSockets are opened for one SockJS session. */
    boolean add(StompSession session) {
        return sessions.putIfAbsent(session.id(), session) == null;
    }

    @Nullable
    StompSession find(@Nullable String id) {
        return id == null ? null : sessions.get(id);
    }

    void remove(String id) {
        sessions.remove(id);
    }

    Collection<StompSession> all() {
        return sessions.values();
    }

    int size() {
        return sessions.size();
    }
}
