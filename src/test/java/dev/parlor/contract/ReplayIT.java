package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Frame;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who was away is told what they missed: exactly once, and in order. */
class ReplayIT extends Contract {

    private Person someoneSays(int lines) {
        Person ann = isHere("Ann");
        for (int i = 1; i <= lines; i++) {
            ann.sends("/app/chat", "room", room, "text", "line " + i);
        }
        ann.hearsAll(room, "chat", lines, Duration.ofSeconds(30));
        return ann;
    }

    @Test
    void whoComesForTheFirstTimeIsToldTheNewestFifty() {
        someoneSays(120);

        JsonNode welcome = arrives("Bob").joins(room);

        assertThat(eachSeq(welcome.path("messages"))).isEqualTo(upTo(120).subList(70, 120));
        assertThat(welcome.path("seq").asLong()).isEqualTo(120);
    }

    @ParameterizedTest
    @CsvSource({"0, 120", "1, 120", "60, 120", "119, 120", "120, 120", "0, 500", "10, 510"})
    void whatCameAfterSinceIsReplayed(int since, int lines) {
        someoneSays(lines);

        JsonNode welcome = arrives("Bob").joins(room, "since", String.valueOf(since));

        assertThat(eachSeq(welcome.path("messages"))).isEqualTo(upTo(lines).subList(since, lines));
        assertThat(welcome.path("recovered").asBoolean()).isTrue();
        assertThat(welcome.path("seq").asLong()).isEqualTo(lines);
    }

    @Test
    void whoMissedMoreThanFiveHundredIsToldTheNewestFiftyAndThatThereIsMore() {
        someoneSays(501);

        JsonNode welcome = arrives("Bob").joins(room, "since", "0");

        assertThat(welcome.path("recovered").asBoolean(true)).isFalse();
        assertThat(eachSeq(welcome.path("messages"))).isEqualTo(upTo(501).subList(451, 501));
        assertThat(welcome.path("seq").asLong()).isEqualTo(501);
    }

    @ParameterizedTest
    @EnumSource
    void linesThatAreSaidDuringTheReplayComeOnceAndInOrder(Transport over) {
        Person ann = isHere("Ann");
        int lines = 400;
        CompletableFuture<Void> talking = CompletableFuture.runAsync(() -> {
            for (int i = 1; i <= lines; i++) {
                ann.does("/app/chat", "room", room, "text", "line " + i);
            }
        });
        Person bob = arrives(over, "name", "Bob");
        List<Long> told = new ArrayList<>();

        while (told.size() < lines) {
            String id = "visit-" + told.size();
            bob.wire()
                    .send(Frame.of(
                            "SUBSCRIBE",
                            "id",
                            id,
                            "destination",
                            "/topic/room." + room,
                            "since",
                            String.valueOf(told.size())));
            JsonNode welcome = bob.wire()
                    .take("the welcome", frame -> isOf(id, "welcome", frame))
                    .json();
            assertThat(welcome.path("recovered").asBoolean()).isTrue();
            told.addAll(eachSeq(welcome.path("messages")));
            for (int i = 0; i < 25 && told.size() < lines; i++) {
                told.add(bob.wire()
                        .take("a line", frame -> isOf(id, "chat", frame))
                        .json()
                        .path("seq")
                        .asLong());
            }
            bob.wire().send(Frame.of("UNSUBSCRIBE", "id", id, "receipt", id));
            bob.wire().takeReceipt(id);
        }

        talking.join();
        assertThat(told).isEqualTo(upTo(lines));
    }

    private static boolean isOf(String subscription, String type, Frame frame) {
        return frame.header("subscription").equals(subscription)
                && frame.json().path("type").asString().equals(type);
    }

    @ParameterizedTest
    @EnumSource
    void onceItsReceiptIsThereASubscriptionMissesNothing(Transport over) {
        Person ann = isHere("Ann");
        for (int i = 1; i <= 20; i++) {
            Person bob = arrives(over);
            String receipt = bob.sendsForReceipt(Frame.of(
                    "SUBSCRIBE",
                    "id",
                    "room." + room,
                    "destination",
                    "/topic/room." + room,
                    "since",
                    String.valueOf(i - 1)));
            bob.wire().takeReceipt(receipt);

            ann.does("/app/chat", "room", room, "text", "line " + i);

            assertThat(bob.hears(room, "chat").path("seq").asLong()).isEqualTo(i);
            bob.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", "99999999999999999999", "1 2"})
    void aSinceThatIsNoNumberOfALineIsRefused(String since) {
        Person ann = isHere("Ann");

        Person bob = arrives("Bob");
        bob.asksToJoin(room, "since", since);

        assertThat(bob.isRefused("bad_request").path("destination").asString()).isEqualTo("/topic/room." + room);
        bob.joins(room);
        ann.says(room, "hi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "4", "1000000"})
    void aSinceThatNobodyHasSeenDoesNoHarm(String since) {
        someoneSays(3);

        JsonNode welcome = arrives("Bob").joins(room, "since", since);

        assertThat(welcome.path("seq").asLong()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void whoResumesIsToldWhatTheyMissedOnce(Transport over) {
        Person ann = isHere("Ann");
        Person bob = arrives(over, "name", "Bob");
        bob.joins(room);
        ann.says(room, "heard");
        bob.hears(room, "chat");
        bob.vanishes();
        ann.says(room, "missed 1");
        ann.says(room, "missed 2");

        Person again = arrives(over, "resume", bob.resumeToken());
        JsonNode welcome = again.joins(room, "since", "1");
        ann.says(room, "live");

        assertThat(each(welcome.path("messages"), "text")).containsExactly("missed 1", "missed 2");
        again.hears(room, "chat");
        assertThat(each(again.heard(room, "chat"), "text")).containsExactly("live");
    }
}
