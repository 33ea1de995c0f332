package dev.parlor.stomp;

import dev.parlor.engine.RateLimit;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import dev.parlor.room.Inbound;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;

/**
 * The door: what a client sends gets in only if the contract names it, and no more often than it may. Refusals are
 * answered and the frame dropped; only an exception from here would close the connection, which is for what is not STOMP.
 */
final class Guard implements ChannelInterceptor {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);
    private static final Set<String> VERSIONS = Set.of("1.0", "1.1", "1.2");
    private static final int MAX_ID = 128;
    /** For subscribing: more than any page needs, less than a search for rooms. */
    private static final RateLimit SUBSCRIPTIONS = new RateLimit(10, 60);

    private final StompSessions sessions;
    private final Presence presence;
    private final Refusals refusals;
    private final Takeover takeover;
    private final Map<String, Inbound> destinations = new HashMap<>();
    private final int maxRooms;

    /** Ends an older session of a participant who has resumed in another. */
    interface Takeover {
        void end(StompSession displaced);
    }

    Guard(
            StompSessions sessions,
            Presence presence,
            Refusals refusals,
            Takeover takeover,
            List<Inbound> inbound,
            int maxRooms) {
        this.sessions = sessions;
        this.presence = presence;
        this.refusals = refusals;
        this.takeover = takeover;
        inbound.forEach(
                declared -> declared.destinations().forEach(destination -> destinations.put(destination, declared)));
        this.maxRooms = maxRooms;
    }

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        StompHeaderAccessor frame = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        StompSession session = sessions.find(frame == null ? null : frame.getSessionId());
        if (frame == null || session == null || frame.isHeartbeat()) {
            return null;
        }
        if (session.hasEnded()) {
            // Spring's own DISCONNECT for a transport that is gone; what of the client's is still being read comes too
            // late.
            return frame.getCommand() == StompCommand.DISCONNECT ? message : null;
        }
        if (!session.outbox().isTaking()) {
            return null; // Behind a DISCONNECT in the same message.
        }
        if (frame.getReceipt() != null) {
            frame.setHeader(Receipt.HEADER, new Receipt(session.outbox(), frame.getReceipt()));
        }
        StompCommand command = frame.getCommand();
        if (command == StompCommand.CONNECT || command == StompCommand.STOMP) {
            connect(session, frame, message);
            return message;
        }
        try {
            check(session, frame, command, message);
            return message;
        } catch (Refused why) {
            refusals.refuse(why, message);
            return null;
        }
    }

    private void check(
            StompSession session, StompHeaderAccessor frame, @Nullable StompCommand command, Message<?> message) {
        if (command == StompCommand.SEND) {
            checkSend(session, frame, message.getPayload() instanceof byte[] body ? body.length : 0);
        } else if (command == StompCommand.SUBSCRIBE) {
            checkSubscribe(session, frame);
        } else if (command == StompCommand.UNSUBSCRIBE) {
            if (frame.getSubscriptionId() == null) {
                throw new Refused(ErrorCode.BAD_REQUEST, "UNSUBSCRIBE needs the id of a subscription.");
            }
        } else if (command != StompCommand.DISCONNECT) {
            throw new Refused(ErrorCode.BAD_REQUEST, command + " is not used here.");
        }
    }

    private void checkSend(StompSession session, StompHeaderAccessor frame, int bytes) {
        String path = frame.getDestination();
        if (path == null) {
            throw new Refused(ErrorCode.BAD_REQUEST, "SEND needs a destination.");
        }
        Inbound declared = destinations.get(path);
        if (declared == null) {
            throw path.startsWith("/app/")
                    ? new Refused(ErrorCode.BAD_REQUEST, "There is no such destination.")
                    : new Refused(ErrorCode.FORBIDDEN, "Clients send to /app/… only.");
        }
        if (!declared.quick()) {
            session.awaitUnfinished(path);
        }
        session.spend(path, declared, bytes);
        if (frame.getFirstNativeHeader("transaction") != null) {
            throw new Refused(ErrorCode.BAD_REQUEST, "There are no transactions here.");
        }
        if (frame.getFirstNativeHeader(TolerantDecoder.UNREADABLE_CONTENT_TYPE) != null) {
            throw Refusals.notJson();
        }
    }

    private void checkSubscribe(StompSession session, StompHeaderAccessor frame) {
        String id = frame.getSubscriptionId();
        if (id == null || id.isEmpty() || id.length() > MAX_ID) {
            throw new Refused(ErrorCode.BAD_REQUEST, "SUBSCRIBE needs an id of 1 to " + MAX_ID + " characters.");
        }
        if (session.subscriptions().containsKey(id)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "This connection has a subscription with this id.");
        }
        String path = frame.getDestination();
        if (path == null) {
            throw new Refused(ErrorCode.BAD_REQUEST, "SUBSCRIBE needs a destination.");
        }
        if (Destinations.room(path).isEmpty() && !Destinations.QUEUES.contains(path)) {
            throw new Refused(ErrorCode.FORBIDDEN, "Rooms and your own queues are all there is to subscribe to.");
        }
        if (!session.take("SUBSCRIBE", SUBSCRIPTIONS)) {
            throw new Refused(ErrorCode.RATE_LIMITED, "Too many subscriptions in a short time.");
        }
        boolean toQueue = Destinations.QUEUES.contains(path);
        int most = toQueue ? Math.max(maxRooms, Destinations.QUEUES.size()) : maxRooms;
        long alike = session.subscriptions().values().stream()
                .filter(subscription -> (subscription.room() == null) == toQueue)
                .count();
        if (alike >= most) {
            throw new Refused(
                    ErrorCode.RATE_LIMITED,
                    "One connection has " + most + " subscriptions to " + (toQueue ? "queues" : "rooms") + " at most.");
        }
    }

    private void connect(StompSession session, StompHeaderAccessor frame, Message<?> message) {
        negotiate(frame);
        Presence.Arrival arrival = presence.arrive(
                session.id(),
                parse(frame, message, "name", presence::name),
                parse(frame, message, "color", Color::new),
                frame.getFirstNativeHeader("resume"),
                frame.getFirstNativeHeader("player"));
        session.connected(arrival.identity().id());
        if (session.hasEnded()) {
            // The connection broke meanwhile, and its end found nobody to tell gone.
            presence.leave(arrival.identity().id(), session.id());
        }
        frame.setUser(new StompUser(arrival.identity().id()));
        StompSession displaced = sessions.find(arrival.displaced());
        if (displaced != null && displaced != session) {
            takeover.end(displaced);
        }
        log.info(
                "{} connected over {}{}",
                arrival.identity().id(),
                session.transport(),
                arrival.identity().name() == null
                        ? ""
                        : " as " + arrival.identity().name());
    }

    private static void negotiate(StompHeaderAccessor frame) {
        Set<String> accepted = frame.getAcceptVersion();
        if (accepted.isEmpty()) {
            // STOMP 1.0 knows no such header; Spring asks for it.
            frame.setAcceptVersion("1.0");
        } else if (accepted.stream().map(String::strip).noneMatch(VERSIONS::contains)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "This server speaks STOMP 1.0, 1.1 and 1.2.");
        } else {
            frame.setAcceptVersion(accepted.stream().map(String::strip).collect(Collectors.joining(",")));
        }
    }

    /** A header that is not valid is told and left out: one is connected all the same. */
    private <T> @Nullable T parse(
            StompHeaderAccessor frame, Message<?> message, String header, Function<String, T> parser) {
        String given = frame.getFirstNativeHeader(header);
        try {
            return given == null ? null : parser.apply(given);
        } catch (Refused why) {
            refusals.refuse(why, message);
            return null;
        }
    }
}
