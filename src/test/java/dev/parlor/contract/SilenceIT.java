package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.Transport;
import dev.parlor.testing.Wire;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Who is there and who is not, where nobody says a word. All of them fall silent at once, so that there is one wait and not ten. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilenceIT {

    private static final Duration GONE_OVER_WEBSOCKET = Duration.ofSeconds(25 + 5);
    private static final Duration GONE_OVER_HTTP = Duration.ofSeconds(75 + 5);
    /** One within ten seconds, and what a busy machine may be late. */
    private static final Duration THREE_HEART_BEATS = Duration.ofSeconds(3 * 10 + 15);

    private final String room = Contract.freshRoom();
    private final ParlorServer server = ParlorServer.hasty();
    private final Map<Transport, Person> asleep = new EnumMap<>(Transport.class);
    private final Map<Transport, Person> silent = new EnumMap<>(Transport.class);
    private Person bob;
    private RawSocket cut;
    private String cutId;
    private RawSocket beating;
    private String beatingId;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private RawSocket speechless;
    private Wire listener;

    @BeforeAll
    void everybodyComesAndFallsSilent() {
        bob = Person.arrives(server.uri(), Transport.WEBSOCKET, "name", "Bob");
        bob.joins(room);
        listener = Transport.WEBSOCKET.open(server.uri());
        listener.connect("heart-beat", "0,10000");
        speechless = new RawSocket(server.uri());
        for (Transport over : Transport.values()) {
            // Their timers sleep, and what carries them answers for them: the browser's WebSocket, its next poll.
            Person page = Person.arrives(server.uri(), over, "name", "asleep " + over);
            page.joins(room);
            asleep.put(over, page);
            if (over.isHttp() && over != Transport.XHR_POLLING) { // Who polls is not silent.
                Person person = Person.arrives(server.uri(), over, "name", "silent " + over);
                person.joins(room);
                person.wire().fallsSilent();
                silent.put(over, person);
            }
        }
        cut = new RawSocket(server.uri()).connects();
        cutId = cut.joins(room).path("you").path("id").asString();
        beating = new RawSocket(server.uri()).connects();
        beatingId = beating.joins(room).path("you").path("id").asString();
        clock.scheduleAtFixedRate(() -> beating.text("\n"), 5, 5, TimeUnit.SECONDS);
    }

    @AfterAll
    void everybodyGoesHome() {
        clock.shutdownNow();
        beating.close();
        bob.close();
        listener.close();
        speechless.close();
        cut.close();
        asleep.values().forEach(Person::close);
        silent.values().forEach(Person::close);
    }

    private JsonNode awaitLeft(Duration patience, Predicate<JsonNode> who) {
        await().atMost(patience).until(() -> bob.heard(room, "left").stream().anyMatch(who));
        return bob.heard(room, "left").stream().filter(who).findFirst().orElseThrow();
    }

    private JsonNode awaitCutIsNoticed() {
        return awaitLeft(GONE_OVER_WEBSOCKET, gone -> gone.path("id").asString().equals(cutId));
    }

    private JsonNode awaitSilentIsNoticed(Transport over) {
        return awaitLeft(GONE_OVER_HTTP, gone -> gone.path("name").asString().equals("silent " + over));
    }

    @Test
    void aCutCableIsNoticed() {
        JsonNode left = awaitCutIsNoticed();

        assertThat(left.path("reason").asString()).isEqualTo("lost");
    }

    @Test
    void whoAnswersNoPingButSendsHeartBeatsIsThere() {
        awaitCutIsNoticed();

        assertThat(Contract.each(bob.heard(room, "left"), "id")).doesNotContain(beatingId);
    }

    @Test
    void whoNeverSaysConnectIsShownTheDoor() {
        assertThat(speechless.readToEnd()).isNotNull();
    }

    @Test
    void theServerSendsTheHeartBeatsItPromised() {
        await().atMost(THREE_HEART_BEATS).until(() -> listener.heartBeats() >= 3);
    }

    @ParameterizedTest
    @EnumSource(names = {"XHR_STREAMING", "EVENTSOURCE", "HTMLFILE"})
    void whoOnlyListensOverHttpAndSendsNoHeartBeatIsNoticed(Transport over) {
        JsonNode left = awaitSilentIsNoticed(over);

        assertThat(left.path("reason").asString()).isEqualTo("lost");
    }

    @ParameterizedTest
    @EnumSource
    void aPageAsleepIsNotTakenForGone(Transport over) {
        awaitCutIsNoticed();
        if (over.isHttp()) {
            awaitSilentIsNoticed(Transport.XHR_STREAMING);
        }

        asleep.get(over).says(room, "I am awake");

        assertThat(Contract.each(bob.heard(room, "left"), "id"))
                .doesNotContain(asleep.get(over).id());
    }
}
