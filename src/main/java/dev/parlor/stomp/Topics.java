package dev.parlor.stomp;

import dev.parlor.protocol.RoomId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which subscriptions a room has: exact, without patterns, and joining or leaving costs the same in a room of any size. */
final class Topics {

    private final Map<RoomId, Set<Subscription>> topics = new ConcurrentHashMap<>();

    void add(Subscription subscription) {
        topics.compute(room(subscription), (room, subscribed) -> {
            Set<Subscription> all = subscribed != null ? subscribed : new LinkedHashSet<>();
            synchronized (all) {
                all.add(subscription);
            }
            return all;
        });
    }

    void remove(Subscription subscription) {
        topics.computeIfPresent(room(subscription), (room, subscribed) -> {
            synchronized (subscribed) {
                subscribed.remove(subscription);
                return subscribed.isEmpty() ? null : subscribed;
            }
        });
    }

    /** Does it for each subscription of a room. It must not block: nobody joins or leaves meanwhile. */
    void forEach(RoomId room, Consumer<Subscription> what) {
        @Nullable Set<Subscription> subscribed = topics.get(room);
        if (subscribed != null) {
            synchronized (subscribed) {
                subscribed.forEach(what);
            }
        }
    }

    private static RoomId room(Subscription subscription) {
        RoomId room = subscription.room();
        if (room == null) {
            throw new IllegalArgumentException("A queue is no topic");
        }
        return room;
    }
}
