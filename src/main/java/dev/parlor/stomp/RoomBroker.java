package dev.parlor.stomp;

import dev.parlor.presence.Presence;
import dev.parlor.protocol.RoomId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.web.socket.CloseStatus;

/**
 * Spring's simple broker with the same destinations and semantics, and three things of its own: a message is encoded once
 * for all who get it, it goes straight into each connection's {@link Outbox}, and to subscribe is to join.
 */
final class RoomBroker extends SimpleBrokerMessageHandler {

    private static final byte[] NO_BODY = {};

    private final StompSessions sessions;
    private final RoomSubscriptions subscriptions;
    private final Topics topics;
    private final Refusals refusals;
    private final Presence presence;

    RoomBroker(
            SubscribableChannel inbound,
            MessageChannel outbound,
            SubscribableChannel broker,
            StompSessions sessions,
            RoomSubscriptions subscriptions,
            Topics topics,
            Refusals refusals,
            Presence presence) {
        super(inbound, outbound, broker, List.of("/topic/", "/user/queue/"));
        setSubscriptionRegistry(subscriptions);
        this.sessions = sessions;
        this.subscriptions = subscriptions;
        this.topics = topics;
        this.refusals = refusals;
        this.presence = presence;
    }

    @Override
    protected void handleMessageInternal(Message<?> message) {
        SimpMessageType type = SimpMessageHeaderAccessor.getMessageType(message.getHeaders());
        String client = SimpMessageHeaderAccessor.getSessionId(message.getHeaders());
        StompSession session = sessions.find(client);
        if (type == SimpMessageType.CONNECT && session != null) {
            acknowledge(session, message);
        } else if (type == SimpMessageType.SUBSCRIBE) {
            subscribe(message);
        } else if (type == SimpMessageType.UNSUBSCRIBE) {
            subscriptions.unregisterSubscription(message);
            Receipt.of(message).done();
        } else if (type == SimpMessageType.DISCONNECT && session != null) {
            disconnect(session, message);
        } else if (type == SimpMessageType.MESSAGE && client == null) {
            super.handleMessageInternal(message);
        }
    }

    /** What is published through Spring's own templates goes the same way as what rooms say. No client's SEND gets here. */
    @Override
    protected void sendMessageToSubscribers(@Nullable String destination, Message<?> message) {
        RoomId room =
                destination == null ? null : Destinations.room(destination).orElse(null);
        if (destination != null && room != null && message.getPayload() instanceof byte[] body) {
            SharedFrame frame = new SharedFrame(destination, body);
            topics.forEach(room, subscription -> subscription.offer(frame));
        }
    }

    private void acknowledge(StompSession session, Message<?> connect) {
        boolean http = session.transport() == StompSession.Transport.HTTP;
        StompHeaderAccessor connected = StompHeaderAccessor.create(StompCommand.CONNECTED);
        connected.setSessionId(session.id());
        connected.setUser(SimpMessageHeaderAccessor.getUser(connect.getHeaders()));
        connected.setVersion(version(connect));
        connected.setHeartbeat(
                StompProperties.HEARTBEAT.toMillis(), http ? StompProperties.HTTP_HEARTBEAT.toMillis() : 0);
        session.participant().flatMap(presence::identity).ifPresent(who -> {
            connected.setNativeHeader("resume", presence.resumeToken(who.id()));
            connected.setNativeHeader("player", presence.resumeToken(who.player()));
        });
        getClientOutboundChannel().send(MessageBuilder.createMessage(NO_BODY, connected.getMessageHeaders()));
        Receipt.of(connect).done();
    }

    /** The newest that both speak; the guard has seen to it that there is one. */
    private static String version(Message<?> connect) {
        Set<String> accepted = StompHeaderAccessor.wrap(connect).getAcceptVersion();
        return Stream.of("1.2", "1.1").filter(accepted::contains).findFirst().orElse("1.0");
    }

    private void subscribe(Message<?> message) {
        try {
            subscriptions.registerSubscription(message);
            Receipt.of(message).done();
        } catch (RuntimeException why) {
            refusals.refuse(why, message);
        }
    }

    /** From the client: it leaves. From Spring, once the transport is gone: it is lost. */
    private void disconnect(StompSession session, Message<?> message) {
        subscriptions.unregisterAllSubscriptions(session.id());
        session.participant().ifPresent(who -> presence.leave(who, session.id()));
        if (!session.hasEnded()) {
            Receipt.of(message).done();
            session.outbox().close(CloseStatus.NORMAL);
        }
    }
}
