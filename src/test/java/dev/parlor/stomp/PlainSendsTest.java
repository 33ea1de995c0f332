package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.engine.RateLimit;
import dev.parlor.protocol.ClientMessage.TypingNow;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.room.Inbound;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class PlainSendsTest {

    private static final String TYPING = "SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}\0";
    private static final String LINE = "SEND\ndestination:/app/chat\nreceipt:7\n\n{\"room\":\"tea\"}\0";
    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final int BURST = 3;

    private final List<String> taken = new ArrayList<>();
    private final Ear ear = new Ear();
    private final List<Outbox> due = new ArrayList<>();
    private final CompletableFuture<Boolean> said = new CompletableFuture<>();
    private final StompSession session = ear.session(due::add);
    private final PlainSends plain = new PlainSends(
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

        CompletionStage<?> say(ParticipantId me, TypingNow typing) {
            type(me, typing);
            return said;
        }
    }

    @BeforeEach
    void add() throws NoSuchMethodException {
        add("/app/type", "type");
        add("/app/chat", "say");
        session.connected(ADA);
    }

    private void add(String destination, String method) throws NoSuchMethodException {
        plain.add(
                destination,
                new Controller(),
                Controller.class.getDeclaredMethod(method, ParticipantId.class, TypingNow.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}\0",
                "SEND\ncontent-length:14\ndestination:/app/type\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-type:application/json\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\n\n{\"room\":\"tea\",\"more\":\"é漢😀\"}\0",
            })
    void aPlainSendIsTaken(String message) {
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
                "SEND\ndestination:/app/type\n\n\0",
                "SEND\ndestination:/app/type\n\n{\"room\":\"tea\"}",
                "SEND\ndestination:/app/types\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/typ\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/cat\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-type:text/plain\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\ncontent-type:application/json;charset=utf-8\n\n{\"room\":\"tea\"}\0",
                "SEND\n\n\ndestination:/app/type\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\nreceipt:a\\cb\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\nreceipt:1\nreceipt:2\n\n{\"room\":\"tea\"}\0",
                "SEND\ndestination:/app/type\nreceipt:é\n\n{\"room\":\"tea\"}\0",
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
        assertThat(took(message)).isFalse();
        assertThat(taken).isEmpty();
    }

    @Test
    void whoIsNotConnectedGoesTheLongWay() {
        assertThat(plain.took(ear.session(due::add), bytes(TYPING), true)).isFalse();
    }

    @Test
    void whatMayWaitIsLeftToAThreadThatMay() {
        assertThat(plain.took(session, bytes(LINE), false)).isFalse();
        assertThat(plain.took(session, bytes(TYPING), false)).isTrue();
        assertThat(taken).hasSize(1);
    }

    @Test
    void whatIsDoneAtOnceIsAcknowledgedAtOnce() {
        assertThat(took("SEND\ndestination:/app/type\nreceipt:r-1\n\n{\"room\":\"tea\"}\0"))
                .isTrue();
        assertThat(told()).containsExactly("RECEIPT\nreceipt-id:r-1\n\n\0");
    }

    @Test
    void whatIsDoneLaterIsAcknowledgedLater() {
        assertThat(took(LINE)).isTrue();
        assertThat(told()).isEmpty();

        said.complete(true);
        assertThat(told()).containsExactly("RECEIPT\nreceipt-id:7\n\n\0");
    }

    @Test
    void whatIsNotDoneIsRefusedAndNotAcknowledged() {
        assertThat(took(LINE)).isTrue();
        said.completeExceptionally(new Refused(ErrorCode.UNAVAILABLE, "The disk is full."));
        assertThat(took("SEND\ndestination:/app/type\nreceipt:8\n\n{}\0")).isTrue();

        assertThat(told()).isEmpty();
        Subscription errors = new Subscription(
                session,
                "e",
                Destinations.ERRORS,
                null,
                ADA,
                false,
                SharedFrame.subscription("e"),
                new LatestLane(SharedFrame.subscription("e"), false),
                new Topics(),
                new Frames(JsonMapper.shared()));
        session.tellHeldRefusals(errors);
        assertThat(told())
                .singleElement()
                .satisfies(refusals -> assertThat(refusals).contains("The disk is full.", "bad_request"));
    }

    @Test
    void whatComesAmidstAnotherFrameGoesTheLongWay() {
        session.scanner().next(ByteBuffer.wrap("SEND\ndesti".getBytes(StandardCharsets.UTF_8)));
        assertThat(took(TYPING)).isFalse();
    }

    @Test
    void aBadBodyIsTakenAndRefused() {
        for (String body : List.of("null", "{", "{\"room\":\"NO\"}")) {
            assertThat(took("SEND\ndestination:/app/type\n\n" + body + "\0")).isTrue();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void noMoreIsTakenThanTheLimitLetsThrough() {
        for (int i = 0; i < BURST + 1; i++) {
            assertThat(took(TYPING)).isTrue();
        }
        assertThat(taken).hasSize(BURST);
    }

    private boolean took(String message) {
        return plain.took(session, bytes(message), true);
    }

    /** What has been sent since, a write each. */
    private List<String> told() {
        List.copyOf(due).forEach(outbox -> outbox.flush(new ArrayList<>()));
        due.clear();
        return ear.told;
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
