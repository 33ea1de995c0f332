package dev.parlor.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.LineId;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Sender;
import dev.parlor.protocol.ServerMessage.Chat;
import dev.parlor.testing.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a chat log promises, on each database that Parlor runs on. */
@ParameterizedClass
@EnumSource
class JdbcChatLogIT {

    private static final RoomId TEA = new RoomId("tea");
    private static final RoomId LAB = new RoomId("lab");

    /** What rooms make of what they are told. */
    private final Map<RoomId, Conversation> conversations = new ConcurrentHashMap<>();

    private final Map<RoomId, List<Chat>> told = new ConcurrentHashMap<>();
    private final FreshDatabase kind;
    private DataSource database;
    private JdbcChatLog log;

    JdbcChatLogIT(FreshDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open();
        log = connect(10_000);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void numbersEachRoomsLinesWithoutAGapWhoeverSpeaks() {
        List<CompletableFuture<Chat>> lines = IntStream.range(0, 2_000)
                .mapToObj(i -> log.append(draft(i % 2 == 0 ? TEA : LAB, "x" + i, "ada", "line " + i)))
                .toList();
        lines.forEach(CompletableFuture::join);
        assertThat(lines.stream().map(line -> line.join().seq()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 2_000).mapToObj(i -> i / 2 + 1L).toList());
        assertThat(told.get(TEA)).extracting(Chat::seq).containsExactlyElementsOf(numbers(1_000));
        assertThat(told.get(LAB)).extracting(Chat::seq).containsExactlyElementsOf(numbers(1_000));
        assertThat(log.newest(TEA, 3)).extracting(Chat::seq).containsExactly(998L, 999L, 1000L);
        assertThat(log.before(LAB, 4, 200)).extracting(Chat::text).containsExactly("line 1", "line 3", "line 5");
    }

    @Test
    void theSameIdTwiceIsOneLineAlsoInOneGroup() {
        List<CompletableFuture<Chat>> twice = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            twice.add(log.append(draft(TEA, "same", "ada", "hi")));
            twice.add(log.append(draft(TEA, "other" + i, "ada", "ho")));
        }
        assertThat(twice.stream()
                        .map(CompletableFuture::join)
                        .filter(line -> line.id().value().equals("same")))
                .extracting(Chat::seq)
                .containsOnly(1L);
        assertThat(log.newest(TEA, 200)).extracting(Chat::seq).containsExactlyElementsOf(numbers(51));
        assertThat(told.get(TEA)).extracting(Chat::seq).containsExactlyElementsOf(numbers(51));
    }

    @Test
    void theSameIdLaterIsTheLineThatIsThere() {
        Chat first = say(TEA, "same", "ada", "hi");
        say(TEA, "next", "ada", "ho");
        assertThat(say(TEA, "same", "ada", "hi")).isEqualTo(first);
        assertThat(say(LAB, "same", "ada", "hi").seq())
                .as("another room is another matter")
                .isEqualTo(1);
        assertThat(say(TEA, "third", "ada", "hm").seq()).isEqualTo(3);
    }

    @Test
    void anIdIsItsSendersOwn() {
        say(TEA, "m1", "ada", "hi");
        assertThat(say(TEA, "m1", "ben", "something else").seq()).isEqualTo(2);
        assertThat(say(TEA, "m1", "ben", "something else").seq()).isEqualTo(2);
        assertThat(say(TEA, "m2", "ada", "ho").seq()).isEqualTo(3);
    }

    @Test
    void goesOnCountingAfterARestartAndBesideAnotherNode() {
        say(TEA, "a", "ada", "hi");
        try (JdbcChatLog other = connect(10_000)) {
            assertThat(other.append(draft(TEA, "b", "ada", "hi")).join().seq()).isEqualTo(2);
            assertThat(say(TEA, "c", "ada", "hi").seq()).isEqualTo(3);
            assertThat(other.append(draft(TEA, "d", "ada", "hi")).join().seq()).isEqualTo(4);
        }
    }

    @Test
    void aLineThatWasStoredButNotToldIsToldWhenItIsSentAgain() {
        log.toldBy((room, lines) -> {
            throw new IllegalStateException("on purpose");
        });
        assertThatThrownBy(() -> say(TEA, "a", "ada", "hi"))
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        log.toldBy(this::hear);
        Chat line = say(TEA, "a", "ada", "hi");
        assertThat(line.seq()).isEqualTo(1);
        assertThat(told.get(TEA)).containsExactly(line);
    }

    @Test
    void keepsWhatIsSaidToTheLetter() {
        String text = "<script>alert('x')</script> \"q\" \\ ü 漢 😀\u202e\n\tend\u0001";
        assertThat(say(TEA, "a", "ada", text).text()).isEqualTo(text);
        assertThat(log.newest(TEA, 1).get(0).text()).isEqualTo(text);
    }

    @Test
    void aDatabaseThatIsGoneIsToldAndTheNextLineHasNoGap() {
        say(TEA, "a", "ada", "hi");
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("alter table chat_line rename to gone");
        assertThatThrownBy(() -> say(TEA, "b", "ada", "hi"))
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        jdbc.execute("alter table gone rename to chat_line");
        assertThat(say(TEA, "b", "ada", "hi").seq()).isEqualTo(2);
    }

    private void hear(RoomId room, List<Chat> lines) {
        List<Chat> unknown = conversations
                .computeIfAbsent(room, id -> new Conversation(List.of()))
                .add(lines);
        told.computeIfAbsent(room, id -> new CopyOnWriteArrayList<>()).addAll(unknown);
    }

    private static List<Long> numbers(long to) {
        return LongStream.rangeClosed(1, to).boxed().toList();
    }

    private Chat say(RoomId room, String id, String who, String text) {
        return log.append(draft(room, id, who, text)).join();
    }

    private JdbcChatLog connect(int maxWaiting) {
        JdbcChatLog connected = new JdbcChatLog(
                new JdbcTemplate(database), new TransactionTemplate(new JdbcTransactionManager(database)), maxWaiting);
        connected.toldBy(this::hear);
        return connected;
    }

    private static ChatLog.Draft draft(RoomId room, String id, String who, String text) {
        Sender from = new Sender(new ParticipantId(who), new DisplayName("Ada"), Color.of("Ada"));
        return new ChatLog.Draft(room, new LineId(id), from, text, 7);
    }
}
