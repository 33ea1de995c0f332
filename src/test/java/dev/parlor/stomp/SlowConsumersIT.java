package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.parlor.testing.Crowd;
import dev.parlor.testing.Frame;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.Transport;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
    /** What is being written counts apart from what waits, and the last frame is taken before it is known to be too much. */
    private static final int TWO_BURSTS = 2 * 64 * 1024;
    /** What the kernels may hold for one who does not read. */
    private static final int BELOW = 1024 * 1024;

    private static final String BIG = "x".repeat(15 * 1024);
    private static final int FLOOD = 4 * BIG.length();
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
        while (cutOff() == 0 && lines < (LIMIT + TWO_BURSTS + BELOW) / FLOOD) {
            flood(ann);
            ann.says(room, "line " + ++lines);
            bob.hears(room, "chat");
            assertThat(mostHeld()).isLessThan(LIMIT + TWO_BURSTS);
        }

        assertThat(cutOff()).as("who reads a byte a second is cut off").isEqualTo(1);
        assertThat(whyOneLeft(bob)).isEqualTo("lost");
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
            allButTheFirstHear(crowd, said);
            assertThat(held()).as("bytes for those who stopped").isLessThan(100L * (LIMIT + TWO_BURSTS));
        }

        assertThat(lines)
                .as("they are cut off for being slow, and nothing else")
                .isLessThan(500);
        await().atMost(PATIENCE).until(() -> sessions.size() == 901);
        await().atMost(PATIENCE).until(() -> held() == 0);
        long newest = lines;
        allButTheFirstHear(crowd, newest);
        crowd.readOn();
        await("the end of those who stopped").atMost(PATIENCE).until(() -> crowd.over(100), equalTo(100L));
    }

    private static void allButTheFirstHear(Crowd crowd, long line) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(crowd.heardAllUpTo(line, 100))
                        .as("who has heard line %d; %s", line, crowd.account(100))
                        .isEqualTo(900));
    }

    @Test
    void aBadLineGetsALongReplayWholeAndWhatIsSaidMeanwhile() {
        ParlorServer strict = ParlorServer.generous(
                "parlor.stomp.outbox-limit=" + LIMIT + "B", "parlor.stomp.heartbeat=2s", "parlor.stomp.silence=6s");
        Person ann = afterwards(Person.arrives(strict.uri(), Transport.WEBSOCKET, "name", "Ann"));
        ann.joins(room);
        for (int line = 1; line <= 500; line++) {
            ann.says(room, line + "x".repeat(1900));
        }
        RawSocket slow = afterwards(new RawSocket(strict.uri())).connects();
        // Longer than the server waits for a sign of life: that it goes on reading is one.
        afterwards(slow.slowsDown(8 * 1024, Duration.ofMillis(30)));
        slow.text(Frame.of("SUBSCRIBE", "id", "1", "destination", "/topic/room." + room, "since", "0")
                .encode());
        ann.hears(room, "joined");
        for (int line = 501; line <= 510; line++) {
            ann.says(room, line + " meanwhile");
        }

        JsonNode welcome = slow.welcome();
        assertThat(welcome.path("recovered").asBoolean()).isTrue();
        assertThat(seqs(welcome.path("messages"))).isEqualTo(upTo(500));
        for (int line = 501; line <= 510; line++) {
            assertThat(slow.awaitText("meanwhile")).contains("\"seq\":" + line + ",");
        }
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
                assertThat(mostHeld()).isLessThan(LIMIT + TWO_BURSTS);
                // Slower transports are given the time that they need, as any sender on a network would.
                int sent = line;
                await().atMost(PATIENCE).until(() -> cy.heard(room, "chat").size() >= sent - 200);
            }
        }

        for (Person reader : List.of(ann, bob, cy)) {
            assertThat(seqs(reader.hearsAll(room, "chat", lines, PATIENCE))).isEqualTo(upTo(lines));
        }
        assertThat(whyOneLeft(bob)).isEqualTo("lost");
        assertThat(stopped.readToEnd()).isNotEmpty();
        Person again = afterwards(Person.arrives(server.uri(), Transport.WEBSOCKET, "resume", token));
        JsonNode welcome = again.joins(room, "since", String.valueOf(lines - 500));
        assertThat(seqs(welcome.path("messages"))).isEqualTo(upTo(lines).subList(lines - 500, lines));
    }

    @Test
    void whoTakesNothingOverHttpIsCutOffThoughTheyGoOnSending() throws Exception {
        ParlorServer strict = ParlorServer.generous("parlor.stomp.http-silence=2s");
        StompSessions there = strict.part(StompSessions.class);
        Person ann = afterwards(Person.arrives(strict.uri(), Transport.WEBSOCKET, "name", "Ann"));
        ann.joins(room);
        for (int line = 1; line <= 500; line++) {
            ann.says(room, line + "x".repeat(1900));
        }
        String session = strict.uri() + "/ws/000/" + UUID.randomUUID();
        Socket stream = afterwards(new Socket());
        stream.setReceiveBufferSize(4096);
        stream.connect(new InetSocketAddress("localhost", strict.uri().getPort()));
        stream.getOutputStream()
                .write(("POST " + URI.create(session + "/xhr_streaming").getPath()
                                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        await().until(() -> there.size() == 2);

        posts(session, "CONNECT\\naccept-version:1.2\\nhost:localhost\\n\\n\\u0000");
        posts(session, "SUBSCRIBE\\nid:1\\ndestination:/topic/room." + room + "\\nsince:0\\n\\n\\u0000");
        await("a thread writes to them").atMost(PATIENCE).until(SlowConsumersIT::aThreadWritesOverHttp);

        await("they are cut off").atMost(PATIENCE).until(() -> {
            posts(session, "\\n");
            return there.size() == 1;
        });
        await("no thread is held").atMost(PATIENCE).until(() -> !aThreadWritesOverHttp());
    }

    @Test
    void whoLoadsFilesSlowlyHoldsUpOnlyWhoLoadsFiles() throws Exception {
        String load = "GET /app/vendor/aframe.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n";

        holdsUpOnly("/app/theme.js", load, "/api/rooms", Transport.XHR_POLLING);
    }

    @Test
    void whoPostsSlowlyHoldsUpOnlyWhoPosts() throws Exception {
        String post = "POST /api/rooms HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{";

        holdsUpOnly("/api/rooms", post, "/app/theme.js", Transport.WEBSOCKET);
    }

    /** Sends this as often as there are threads and again, by connections that nothing is read from. */
    private void holdsUpOnly(String heldUp, String request, String goesOn, Transport over) throws Exception {
        ParlorServer few = ParlorServer.generous("server.jetty.threads.max=12");
        Person ann = afterwards(Person.arrives(few.uri(), Transport.WEBSOCKET, "name", "Ann"));
        ann.joins(room);
        for (int i = 0; i < 24; i++) {
            Socket slow = afterwards(new Socket());
            slow.setReceiveBufferSize(4096);
            slow.connect(new InetSocketAddress("localhost", few.uri().getPort()));
            slow.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }
        await("as many are at it as may").atMost(PATIENCE).until(() -> !answers(few, heldUp, Duration.ofSeconds(1)));

        // Less than Jetty's patience with those who read and write nothing.
        assertThat(answers(few, "/actuator/health", Duration.ofSeconds(20))).isTrue();
        assertThat(answers(few, "/", Duration.ofSeconds(20))).isTrue();
        assertThat(answers(few, goesOn, Duration.ofSeconds(20))).isTrue();
        Person bob = afterwards(Person.arrives(few.uri(), over, "name", "Bob"));
        bob.joins(room);
        JsonNode line = bob.says(room, "undisturbed");
        ann.hears(room, "chat", line::equals);
    }

    private static boolean answers(ParlorServer server, String path, Duration within) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve(path))
                .timeout(within)
                .build();
        try {
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            return true;
        } catch (HttpTimeoutException busy) {
            return false;
        }
    }

    private static void posts(String session, String frame) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(session + "/xhr_send"))
                .POST(HttpRequest.BodyPublishers.ofString("[\"" + frame + "\"]"))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }

    private static boolean aThreadWritesOverHttp() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("parlor-sockjs"))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("sendMessage"));
    }

    private Person isHere(Transport over, String name) {
        Person person = afterwards(Person.arrives(server.uri(), over, "name", name));
        person.joins(room);
        return person;
    }

    /** Why somebody is gone. They are given 5 s to read what they were told, and are looked after every few seconds. */
    private String whyOneLeft(Person witness) {
        return witness.hears(room, "left", PATIENCE, any -> true).path("reason").asString();
    }

    /** Lines alone would have to be thousands to fill what the kernels buffer. */
    private void flood(Person by) {
        for (int sent = 0; sent < FLOOD; sent += BIG.length()) {
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
