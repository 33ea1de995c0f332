package dev.parlor.stomp;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The connections of this server, by session id. */
final class StompSessions {

    private final Map<String, StompSession> sessions = new ConcurrentHashMap<>();

    /** A connection begins. */
    void add(StompSession session) {
        sessions.put(session.id(), session);
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
