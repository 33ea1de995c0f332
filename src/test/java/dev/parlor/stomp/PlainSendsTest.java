package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.engine.RateLimit;
import dev.parlor.protocol.ClientMessage.TypingNow;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.room.Inbound;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

class PlainSendsTest {

    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final int BURST = 3;

    private final List<String> taken = new ArrayList<>();
    private final StompSession session = session();
    private final PlainSends quick = new PlainSends(
            List.of(
                    Inbound.of(new RateLimit(1, BURST), "/app/type").quickly(),
                    Inbound.of(new RateLimit(1, BURST), "/app/chat")),
            JsonMapper.shared(),
            new Refusals(new StompSessions(), new Frames(JsonMapper.shared()), JsonMapper.shared()));

    /** Any body will do. */
    private final class Controller {
        void type(ParticipantId me, TypingNow typing) {
            taken.add(me + " in " + typing.room());
        }
    }

    @BeforeEach
    void add() throws NoSuchMethodException {
        for (String destination : List.of("/app/type", "/app/chat")) {
            quick.add(
                    destination,
                    new Controller(),
                    Controller.class.getDeclaredMethod("type", ParticipantId.class, TypingNow.class));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}\0",
                "SEND\ncontent-length:14\ndestination:/app/type\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-type:application/json\n\n{\"room\":\"tea\"}\0",
            })
    void aPlainSendToAQuickDestinationIsTaken(String message) {
        session.connected(ADA);
        assertThat(took(message)).isTrue();
        assertThat(taken).containsExactly("ada in tea");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\0",
                "SEND\n\0",
                "SEND\n\n\0",
                "SEND\ndestination:/app/type\0",
                "SEND\ndestination:/app/type\n\0",
                "SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}",
                "SEND\ndestination:/app/types\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/typ\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/chat\n\n{\"room\":\"tea\"}\0",
                "SEND\n\n\ndestination:/app/type\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\nreceipt:1\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-length:13\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-length:15\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-length:\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-length:4294967310\n\n{\"room\":\"tea\"}\0",
                "SEND\r\ndestination:/app/type\r\n\r\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}\0\n",
                "SEND\ndestination:/app/type\n\n{}\0SUBSCRIBE\nid:1\ndestination:/topic/room.x\n\n\0",
                "SUBSCRIBE\ndestination:/app/type\n\n{\"room\":\"tea\"}\0",
            })
    void whateverIsUnusualGoesTheLongWay(String message) {
        session.connected(ADA);
        assertThat(took(message)).isFalse();
        assertThat(taken).isEmpty();
    }

    @Test
    void whoIsNotConnectedGoesTheLongWay() {
        assertThat(took("SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}\0")).isFalse();
    }

    @Test
    void whatComesAmidstAnotherFrameGoesTheLongWay() {
        session.connected(ADA);
        session.scanner().scan(ByteBuffer.wrap("SEND\ndesti".getBytes(StandardCharsets.UTF_8)));
        assertThat(took("SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}\0")).isFalse();
    }

    @Test
    void aBadBodyIsTakenAndRefused() {
        session.connected(ADA);
        for (String body : List.of("", "null", "{", "{\"room\":\"NO\"}")) {
            assertThat(took("SEND\ndestination:/app/type\n\n" + body + "\0")).isTrue();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void noMoreIsTakenThanTheLimitLetsThrough() {
        session.connected(ADA);
        for (int i = 0; i < BURST + 1; i++) {
            assertThat(took("SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}\0"))
                    .isTrue();
        }
        assertThat(taken).hasSize(BURST);
    }

    private boolean took(String message) {
        return quick.took(session, message.getBytes(StandardCharsets.UTF_8));
    }

    private static StompSession session() {
        Wire nowhere = new Wire() {
            @Override
            public void write(List<Outgoing> frames, Done done) {
                done.written();
            }

            @Override
            public void close(CloseStatus status) {}

            @Override
            public void abort() {}
        };
        Outbox outbox = new Outbox(new JettySession(Map.of(), null), nowhere, 10_000, due -> {});
        return new StompSession("s", outbox, StompSession.Transport.WEBSOCKET, new FrameScanner(1000));
    }
}
