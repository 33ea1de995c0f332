package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.engine.Ticker;
import dev.parlor.presence.Presence;
import dev.parlor.presence.Presences;
import dev.parlor.room.Activity;
import dev.parlor.room.Rooms;
import dev.parlor.room.ServerlessRooms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.databind.json.JsonMapper;

class RoomBrokerTest {

    private static final String TEA = "/topic/room.tea";

    private final Ticker ticker = new Ticker(failure -> {});
    private final Presence presence = Presences.empty(ticker, Duration.ofMillis(20));
    private final StompSessions sessions = new StompSessions();
    private final Topics topics = new Topics();
    private final Frames frames = new Frames(JsonMapper.shared());
    private final FanOut fanOut = new FanOut();
    private final Ear ear = new Ear();
    private final StompSession session = ear.session(fanOut::add);
    private final ExecutorSubscribableChannel inbound = new ExecutorSubscribableChannel();
    private final ExecutorSubscribableChannel published = new ExecutorSubscribableChannel();

    private Runnable whileOpening = () -> {};
    private final Activity slow = room -> {
        whileOpening.run();
        return new Activity.Part() {};
    };
    private final Rooms rooms =
            ServerlessRooms.of(new StompPublisher(topics, sessions, presence, frames, fanOut), presence, ticker, slow);
    private final RoomSubscriptions subscriptions =
            new RoomSubscriptions(sessions, rooms, presence, topics, frames, List.of());
    private final RoomBroker broker = new RoomBroker(
            inbound,
            new ExecutorSubscribableChannel(),
            published,
            sessions,
            subscriptions,
            topics,
            new Refusals(sessions, frames, JsonMapper.shared()),
            presence);

    @BeforeEach
    void connect() {
        broker.start();
        sessions.add(session);
        session.connected(
                presence.arrive(session.id(), null, null, null, null).identity().id());
    }

    @AfterEach
    void close() {
        broker.stop();
        fanOut.close();
        ticker.close();
    }

    /** As where the database, or a password's hash, takes longer than the connection lasts. */
    @Test
    void whoseConnectionIsOverBeforeTheyAreInTheRoomIsNotInIt() {
        whileOpening = () -> {
            session.end();
            subscriptions.unregisterAllSubscriptions(session.id());
            sessions.remove(session.id());
        };

        inbound.send(subscribe("1", TEA));

        await().until(() -> rooms.size() == 0);
        assertThat(session.subscriptions()).isEmpty();
    }

    @Test
    void aStorageThatDoesNotAnswerIsARefusalAndNotTheEnd() {
        whileOpening = () -> {
            throw new DataAccessResourceFailureException("The disk is gone");
        };
        inbound.send(subscribe("errors", Destinations.ERRORS));

        inbound.send(subscribe("1", TEA));

        await().until(() -> ear.told.toString().contains("\"code\":\"unavailable\""));
        assertThat(ear.told.toString())
                .contains("\"destination\":\"" + TEA + "\"")
                .doesNotContain("gone");
        assertThat(session.outbox().isTaking()).isTrue();
        assertThat(rooms.size()).isZero();
    }

    @Test
    void whatAnApplicationPublishesThroughSpringIsToldToTheRoom() {
        inbound.send(subscribe("1", TEA));

        new SimpMessagingTemplate(published)
                .convertAndSend(TEA, "{\"type\":\"notice\"}".getBytes(StandardCharsets.UTF_8));

        await().until(() -> ear.told.toString().contains("{\"type\":\"notice\"}"));
    }

    @Test
    void whatAClientSendsIsNeverToldAsTheServers() {
        inbound.send(subscribe("1", TEA));
        SimpMessageHeaderAccessor forged = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
        forged.setDestination(TEA);
        forged.setSessionId("of a client, even of one that is gone");

        inbound.send(
                MessageBuilder.createMessage("forged".getBytes(StandardCharsets.UTF_8), forged.getMessageHeaders()));
        new SimpMessagingTemplate(published).convertAndSend(TEA, "last".getBytes(StandardCharsets.UTF_8));

        await().until(() -> ear.told.toString().contains("last"));
        assertThat(ear.told.toString()).doesNotContain("forged");
    }

    private Message<?> subscribe(String id, String destination) {
        StompHeaderAccessor frame = StompHeaderAccessor.create(StompCommand.SUBSCRIBE);
        frame.setSessionId(session.id());
        frame.setSubscriptionId(id);
        frame.setDestination(destination);
        return MessageBuilder.createMessage(new byte[0], frame.getMessageHeaders());
    }
}
