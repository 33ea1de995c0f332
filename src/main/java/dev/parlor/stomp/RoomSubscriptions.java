package dev.parlor.stomp;

import dev.parlor.presence.Identity;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.room.Joining;
import dev.parlor.room.PrivateQueue;
import dev.parlor.room.Rooms;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.broker.SubscriptionRegistry;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.socket.CloseStatus;

/** To be in a room is to be subscribed to it: registering a subscription joins, unregistering it leaves. */
final class RoomSubscriptions implements SubscriptionRegistry {

    private final StompSessions sessions;
    private final Rooms rooms;
    private final Presence presence;
    private final Topics topics;
    private final Frames frames;
    private final List<PrivateQueue> queues;

    RoomSubscriptions(
            StompSessions sessions,
            Rooms rooms,
            Presence presence,
            Topics topics,
            Frames frames,
            List<PrivateQueue> queues) {
        this.sessions = sessions;
        this.rooms = rooms;
        this.presence = presence;
        this.topics = topics;
        this.frames = frames;
        this.queues = queues;
    }

    /** Joins, or subscribes to a queue. Refuses as {@link Rooms#join} does. */
    @Override
    public void registerSubscription(Message<?> message) {
        StompSession session = sessions.find(SimpMessageHeaderAccessor.getSessionId(message.getHeaders()));
        String id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
        String destination = SimpMessageHeaderAccessor.getDestination(message.getHeaders());
        if (session == null || id == null || destination == null) {
            return;
        }
        ParticipantId me = session.participant().orElseThrow();
        RoomId room = Destinations.room(destination).orElse(null);
        boolean spectator = isSpectator(message);
        byte[] header = SharedFrame.subscription(id);
        LatestLane lane = new LatestLane(header, "packed".equals(header(message, "poses")));
        Subscription subscription =
                new Subscription(session, id, destination, room, me, spectator, header, lane, topics, frames);
        if (room == null) {
            session.subscriptions().put(id, subscription);
            if (destination.equals(Destinations.ERRORS)) {
                session.tellHeldRefusals(subscription);
            }
            queues.stream()
                    .filter(queue -> destination.equals(Destinations.QUEUE + queue.name()))
                    .forEach(queue -> queue.greeting().apply(me).forEach(subscription::send));
            return;
        }
        Identity identity = presence.identity(me).orElseThrow();
        rooms.join(new Joining(room, identity, subscription, header(message, "password"), since(message), spectator));
        session.subscriptions().put(id, subscription);
        if (session.hasEnded() || !session.outbox().isTaking()) {
            // It broke meanwhile, or another took over: its subscriptions were ended without this one, and it may be
            // forgotten.
            endAll(session, true);
        }
    }

    @Override
    public void unregisterSubscription(Message<?> message) {
        StompSession session = sessions.find(SimpMessageHeaderAccessor.getSessionId(message.getHeaders()));
        String id = SimpMessageHeaderAccessor.getSubscriptionId(message.getHeaders());
        Subscription subscription =
                session == null || id == null ? null : session.subscriptions().remove(id);
        if (subscription != null) {
            leave(subscription, false);
        }
    }

    /** Ends all of a session: given up if its client said so, else lost with the connection. */
    @Override
    public void unregisterAllSubscriptions(String sessionId) {
        StompSession session = sessions.find(sessionId);
        if (session != null) {
            endAll(session, session.hasEnded());
        }
    }

    /** Its participant has resumed in another connection: there they stay, and this one is told. */
    void takeOver(StompSession displaced) {
        endAll(displaced, true);
        displaced.outbox().offer(StompErrors.frame("replaced", "You are here from another connection now."));
        displaced.outbox().close(CloseStatus.NORMAL);
    }

    private void endAll(StompSession session, boolean lost) {
        for (String id : session.subscriptions().keySet()) {
            Subscription subscription = session.subscriptions().remove(id);
            if (subscription != null) {
                leave(subscription, lost);
            }
        }
    }

    /** The room broker looks its topics up itself: this is for what comes through Spring's own templates. */
    @Override
    public MultiValueMap<String, String> findSubscriptions(Message<?> message) {
        return new LinkedMultiValueMap<>();
    }

    private void leave(Subscription subscription, boolean lost) {
        if (subscription.room() != null) {
            topics.remove(subscription);
            rooms.leave(subscription.room(), subscription.participant(), subscription.spectator(), lost);
        }
    }

    private static OptionalLong since(Message<?> message) {
        String since = header(message, "since");
        if (since == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(since.strip()));
        } catch (NumberFormatException notANumber) {
            throw new Refused(ErrorCode.BAD_REQUEST, "\"since\" is the number of a line.");
        }
    }

    /** Who misspells it wants to be seen by nobody, and is not let in to be seen by all. */
    private static boolean isSpectator(Message<?> message) {
        String role = header(message, "role");
        if (role != null && !role.equals("spectator") && !role.equals("participant")) {
            throw new Refused(ErrorCode.BAD_REQUEST, "The \"role\" is spectator or participant.");
        }
        return "spectator".equals(role);
    }

    private static @Nullable String header(Message<?> message, String name) {
        return NativeMessageHeaderAccessor.getFirstNativeHeader(name, message.getHeaders());
    }
}
