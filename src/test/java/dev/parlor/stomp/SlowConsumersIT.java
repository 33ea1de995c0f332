package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.testing.Crowd;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever reads slowly costs nobody else anything: no line, no order, and no more memory than the bound. */
class SlowConsumersIT {

    private static final int LIMIT = 128 * 1024;
    /** A frame may be taken before its size is known to be too much. */
    private static final int ONE_FRAME = 64 * 1024;

    private static final String BIG = "x".repeat(15 * 1024);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ParlorServer server = ParlorServer.generous(
            "parlor.stomp.outbox-limit=" + LIMIT + "B", "parlor.presence.grace=500ms", "parlor.stomp.silence=5m");
    private final StompSessions sessions = server.part(StompSessions.class);
    private final String room = "slow-" + UUID.randomUUID();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void everybodyGoesHome() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        await().atMost(PATIENCE).until(() -> sessions.size() == 0);
    }

    @Test
    void whoReadsOneByteASecondIsCutOffAndMissesNothingOnceTheyResume() {
        Person ann = isHere(Transport.WEBSOCKET, "Ann");
        Person bob = isHere(Transport.SOCKJS_WEBSOCKET, "Bob");
        RawSocket slow = afterwards(new RawSocket(server.uri())).connects();
        String token = slow.joins(room).path("you").path("resume").asString();
        trickle(slow);

        int lines = 0;
        while (cutOff() == 0 && lines < 400) {
            flood(ann);
            ann.says(room, "line " + ++lines);
            bob.hears(room, "chat");
            assertThat(mostHeld()).isLessThan(LIMIT + ONE_FRAME);
        }

        assertThat(bob.hears(room, "left").path("reason").asString()).isEqualTo("lost");
        assertThat(seqs(bob.heard(room, "chat"))).isEqualTo(upTo(lines));
        Person again = afterwards(Person.arrives(server.uri(), Transport.WEBSOCKET, "resume", token));
        JsonNode welcome = again.joins(room, "since", "0");
        assertThat(welcome.path("recovered").asBoolean()).isTrue();
        assertThat(seqs(welcome.path("messages"))).isEqualTo(upTo(lines));
    }

    @Test
    void aHundredOfAThousandWhoStopReadingAreCutOffAndTheOthersHearEveryLine() {
        Crowd crowd = afterwards(new Crowd(server.uri(), room, 1000));
        await().atMost(PATIENCE).until(() -> crowd.joined() == 1000);
        Person ann = isHere(Transport.WEBSOCKET, "Ann");
        crowd.stop(100);

        long lines = 0;
        while (cutOff() + 1001 - sessions.size() < 100 && lines < 500) {
            flood(ann);
            ann.says(room, "line");
            long said = ++lines;
            // Those who read go on as if nothing were: they have it before anything of the others times out.
            await().atMost(PATIENCE).until(() -> crowd.heardAllUpTo(said, 100) == 900);
            assertThat(held()).as("bytes for those who stopped").isLessThan(100L * (LIMIT + ONE_FRAME));
        }

        assertThat(lines)
                .as("they are cut off for being slow, and nothing else")
                .isLessThan(500);
        await().atMost(PATIENCE).until(() -> sessions.size() == 901);
        await().atMost(PATIENCE).until(() -> held() == 0);
        long newest = lines;
        await().atMost(PATIENCE).until(() -> crowd.heardAllUpTo(newest, 100) == 900);
        crowd.readOn();
        await().atMost(PATIENCE).until(() -> crowd.over(100) == 100);
    }

    @Test
    void aBurstOfTenThousandLinesReachesWhoReadsAndCutsOffWhoDoesNot() {
        Person ann = isHere(Transport.WEBSOCKET, "Ann");
        Person bob = isHere(Transport.WEBSOCKET, "Bob");
        Person cy = isHere(Transport.XHR_STREAMING, "Cy");
        RawSocket stopped = afterwards(new RawSocket(server.uri())).connects();
        String token = stopped.joins(room).path("you").path("resume").asString();

        int lines = 10_000;
        for (int line = 1; line <= lines; line++) {
            ann.sends("/app/chat", "room", room, "text", "line " + line);
            if (line % 100 == 0) {
                assertThat(mostHeld()).isLessThan(LIMIT + ONE_FRAME);
                // Slower transports are given the time that they need, as any sender on a network would.
                int sent = line;
                await().atMost(PATIENCE).until(() -> cy.heard(room, "chat").size() >= sent - 200);
            }
        }

        for (Person reader : List.of(ann, bob, cy)) {
            assertThat(seqs(reader.hearsAll(room, "chat", lines, PATIENCE))).isEqualTo(upTo(lines));
        }
        assertThat(bob.hears(room, "left").path("reason").asString()).isEqualTo("lost");
        assertThat(stopped.readToEnd()).isNotEmpty();
        Person again = afterwards(Person.arrives(server.uri(), Transport.WEBSOCKET, "resume", token));
        JsonNode welcome = again.joins(room, "since", String.valueOf(lines - 500));
        assertThat(seqs(welcome.path("messages"))).isEqualTo(upTo(lines).subList(lines - 500, lines));
    }

    private Person isHere(Transport over, String name) {
        Person person = afterwards(Person.arrives(server.uri(), over, "name", name));
        person.joins(room);
        return person;
    }

    /** Lines alone would have to be thousands to fill what the kernels buffer. */
    private void flood(Person by) {
        for (int i = 0; i < 4; i++) {
            by.sends("/app/event", "room", room, "event", "flood", "data", BIG);
        }
    }

    /** It reads a byte a second, for as long as there are any. */
    private void trickle(RawSocket socket) {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        clock.scheduleAtFixedRate(socket::readOneByte, 1, 1, TimeUnit.SECONDS);
        afterwards(clock::shutdownNow);
    }

    private <T extends AutoCloseable> T afterwards(T something) {
        open.add(something);
        return something;
    }

    /** How many are being cut off for being slow. */
    private long cutOff() {
        return sessions.all().stream()
                .filter(session -> session.outbox().isOverflowed())
                .count();
    }

    private long held() {
        return sessions.all().stream()
                .mapToLong(session -> session.outbox().bytes())
                .sum();
    }

    private long mostHeld() {
        return sessions.all().stream()
                .mapToLong(session -> session.outbox().bytes())
                .max()
                .orElse(0);
    }

    private static List<Long> seqs(Iterable<JsonNode> lines) {
        List<Long> seqs = new ArrayList<>();
        lines.forEach(line -> seqs.add(line.path("seq").asLong()));
        return seqs;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
