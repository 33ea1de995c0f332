package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.engine.Ticker;
import dev.parlor.presence.Presence;
import dev.parlor.presence.Presences;
import dev.parlor.protocol.ParticipantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.Message;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ExecutorSubscribableChannel;
import org.springframework.messaging.support.MessageBuilder;
import tools.jackson.databind.json.JsonMapper;

class GuardTest {

    private final Ticker ticker = new Ticker(failure -> {});
    private Runnable asTheyCome = () -> {};
    private final Presence presence = Presences.empty(ticker, Duration.ofMillis(20), () -> {
        asTheyCome.run();
        return new ParticipantId("ada");
    });
    private final StompSessions sessions = new StompSessions();
    private final FanOut fanOut = new FanOut();
    private final StompSession session = new Ear().session(fanOut::add);
    private final Guard guard = new Guard(
            sessions,
            presence,
            new Refusals(sessions, new Frames(JsonMapper.shared()), JsonMapper.shared()),
            displaced -> {},
            List.of(),
            20);

    @AfterEach
    void close() {
        fanOut.close();
        ticker.close();
    }

    /** One message may hold many frames, and the connection may break while they are being read. */
    @Test
    void ofAConnectionThatIsOverOnlyItsEndGetsIn() {
        sessions.add(session);
        letsIn(StompCommand.CONNECT, null);
        session.end();

        assertThat(letsIn(StompCommand.SEND, "/topic/room.tea")).isFalse();
        assertThat(letsIn(StompCommand.SEND, "/app/chat")).isFalse();
        assertThat(letsIn(StompCommand.SUBSCRIBE, "/topic/room.tea")).isFalse();
        assertThat(letsIn(StompCommand.DISCONNECT, null)).isTrue();
    }

    @Test
    void whoseConnectionBreaksAsTheyComeIsForgotten() {
        sessions.add(session);
        asTheyCome = session::end;

        letsIn(StompCommand.CONNECT, null);

        await().until(() -> presence.size() == 0);
    }

    private boolean letsIn(StompCommand command, String destination) {
        StompHeaderAccessor frame = StompHeaderAccessor.create(command);
        frame.setLeaveMutable(true);
        frame.setSessionId(session.id());
        frame.setSubscriptionId("1");
        frame.setDestination(destination);
        Message<?> message = MessageBuilder.createMessage(new byte[0], frame.getMessageHeaders());
        return guard.preSend(message, new ExecutorSubscribableChannel()) != null;
    }
}
