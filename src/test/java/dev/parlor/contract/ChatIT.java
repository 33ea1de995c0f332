package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Lines, and what else people tell each other. */
class ChatIT extends Contract {

    // -- lines ----------------------------------------------------------------------------------------------------

    @Test
    void aLineIsTheSameForAll() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        long before = System.currentTimeMillis();

        ann.does("/app/chat", "room", room, "text", "hi", "id", "my-id_1");

        JsonNode line = ann.hears(room, "chat");
        assertThat(bob.hears(room, "chat")).isEqualTo(line);
        assertThat(line.path("seq").asLong()).isEqualTo(1);
        assertThat(line.path("id").asString()).isEqualTo("my-id_1");
        assertThat(line.path("from").path("id").asString()).isEqualTo(ann.id());
        assertThat(line.path("from").path("name").asString()).isEqualTo("Ann");
        assertThat(line.path("from").path("color").asString()).matches("#[0-9a-f]{6}");
        assertThat(line.path("text").asString()).isEqualTo("hi");
        assertThat(line.path("at").asLong()).isBetween(before - 1000, System.currentTimeMillis() + 1000);
    }

    @Test
    void aLineWithoutAnIdGetsOne() {
        Person ann = isHere("Ann");

        ann.does("/app/chat", "room", room, "text", "hi");
        ann.does("/app/chat", "room", room, "text", "hi");

        assertThat(each(ann.hearsAll(room, "chat", 2, Duration.ofSeconds(10)), "id"))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Za-z0-9_-]+"));
    }

    @Test
    void aLineThatWasAcknowledgedIsInTheRoomAlready() {
        Person ann = isHere("Ann");
        for (int i = 1; i <= 20; i++) {
            ann.does("/app/chat", "room", room, "text", "line " + i);

            JsonNode welcome = arrives(Transport.WEBSOCKET).joins(room);

            assertThat(welcome.path("seq").asLong()).isEqualTo(i);
            assertThat(each(welcome.path("messages"), "text")).endsWith("line " + i);
        }
    }

    @Test
    void linesOfManySendersAreNumberedWithNoGapInOneOrderForAll() {
        List<Person> people = new ArrayList<>();
        for (Transport over : Transport.values()) {
            Person person = arrives(over);
            person.joins(room);
            people.add(person);
        }

        List<CompletableFuture<Void>> talking = people.stream()
                .map(person -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 50; i++) {
                        person.sends("/app/chat", "room", room, "text", person.id() + " " + i);
                    }
                }))
                .toList();
        talking.forEach(CompletableFuture::join);

        int all = 50 * people.size();
        List<String> texts = each(people.get(0).hearsAll(room, "chat", all, Duration.ofSeconds(30)), "text");
        for (Person person : people) {
            List<JsonNode> lines = person.hearsAll(room, "chat", all, Duration.ofSeconds(30));
            assertThat(eachSeq(lines)).isEqualTo(upTo(all));
            assertThat(each(lines, "text")).isEqualTo(texts);
            assertThat(texts.stream().filter(text -> text.startsWith(person.id() + " ")))
                    .containsExactlyElementsOf(IntStream.range(0, 50)
                            .mapToObj(i -> person.id() + " " + i)
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameIdTwiceIsOneLineAndBothAreDone(Transport over) {
        Person bob = isHere("Bob");
        Person ann = arrives(over, "name", "Ann");
        ann.joins(room);

        ann.does("/app/chat", "room", room, "text", "once", "id", "x");
        ann.does("/app/chat", "room", room, "text", "once", "id", "x");
        ann.says(room, "next");

        bob.hears(room, "chat", line -> line.path("text").asString().equals("next"));
        assertThat(each(bob.heard(room, "chat"), "text")).containsExactly("once", "next");
        assertThat(eachSeq(bob.heard(room, "chat"))).containsExactly(1L, 2L);
    }

    @Test
    void theSameIdManyTimesAtOnceIsOneLine() {
        Person ann = isHere("Ann");
        Frame line =
                Frame.of("SEND", "destination", "/app/chat").body(Body.of("room", room, "text", "once", "id", "x"));

        List<String> receipts =
                IntStream.range(0, 50).mapToObj(i -> ann.sendsForReceipt(line)).toList();
        receipts.forEach(receipt -> ann.wire().takeReceipt(receipt));
        ann.says(room, "next");

        assertThat(each(ann.heard(room, "chat"), "text")).containsExactly("once", "next");
    }

    @Test
    void theSameIdFromAnotherConnectionOfTheSameParticipantIsOneLine() {
        Person ann = isHere("Ann");
        ann.does("/app/chat", "room", room, "text", "once", "id", "x");
        ann.vanishes();

        Person again = arrives(Transport.WEBSOCKET, "resume", ann.resumeToken());
        again.joins(room);
        again.does("/app/chat", "room", room, "text", "once", "id", "x");
        again.says(room, "next");

        assertThat(each(arrives("Bob").joins(room).path("messages"), "text")).containsExactly("once", "next");
    }

    @Test
    void theSameIdInAnotherRoomIsAnotherLine() {
        String other = freshRoom();
        Person ann = isHere("Ann");
        ann.joins(other);

        ann.does("/app/chat", "room", room, "text", "here", "id", "x");
        ann.does("/app/chat", "room", other, "text", "there", "id", "x");

        assertThat(ann.hears(room, "chat").path("text").asString()).isEqualTo("here");
        assertThat(ann.hears(other, "chat").path("text").asString()).isEqualTo("there");
    }

    @Test
    void anIdOfSomebodyElsesLineSwallowsNothingInSilence() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        bob.does("/app/chat", "room", room, "text", "Bob's", "id", "x");

        ann.sends("/app/chat", "room", room, "text", "Ann's", "id", "x");

        // The same id twice is one line, and whose it is doesn't change: told as another line, or refused.
        ann.wire()
                .take(
                        "an answer",
                        frame -> frame.body().contains("Ann's")
                                || frame.header("subscription").equals("errors"));
        ann.says(room, "next");
        assertThat(bob.hears(room, "chat").path("text").asString()).isEqualTo("Bob's");
        assertThat(each(bob.heard(room, "chat"), "text")).startsWith("Bob's");
    }

    @Test
    void whoSaysItIsSetByTheServer() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        ann.sends("/app/chat", "room", room, "text", "hi", "from", bob.id(), "seq", 99, "at", 1, "type", "left");

        JsonNode line = bob.hears(room, "chat");
        assertThat(line.path("from").path("id").asString()).isEqualTo(ann.id());
        assertThat(line.path("seq").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("everythingThatNeedsARoom")
    void whoIsNotInTheRoomMayNotSpeakThere(String destination, Object... fields) {
        Person bob = isHere("Bob");
        Person ann = arrives("Ann");
        Object[] body = new Object[fields.length + 2];
        body[0] = "room";
        body[1] = room;
        System.arraycopy(fields, 0, body, 2, fields.length);

        ann.sends(destination, body);

        assertThat(ann.isRefused("not_in_room").path("destination").asString()).isEqualTo(destination);
        bob.says(room, "undisturbed");
        assertThat(bob.wire().frames().all(frame -> frame.header("subscription").equals("room." + room)))
                .hasSize(2);
    }

    static List<Arguments> everythingThatNeedsARoom() {
        return List.of(
                Arguments.of("/app/chat", new Object[] {"text", "hi"}),
                Arguments.of("/app/typing", new Object[] {}),
                Arguments.of("/app/read", new Object[] {"seq", 1}),
                Arguments.of("/app/event", new Object[] {"event", "wave", "data", 1}));
    }

    // -- typing and reading ---------------------------------------------------------------------------------------

    @Test
    void theOthersSeeThatSomebodyIsTyping() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        ann.does("/app/typing", "room", room);

        JsonNode from = bob.hears(room, "typing").path("from");
        assertThat(from.path("id").asString()).isEqualTo(ann.id());
        assertThat(from.path("name").asString()).isEqualTo("Ann");
    }

    @Test
    void theOthersSeeHowFarSomebodyHasRead() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        bob.says(room, "read me");

        ann.does("/app/read", "room", room, "seq", 1);

        JsonNode read = bob.hears(room, "read");
        assertThat(read.path("id").asString()).isEqualTo(ann.id());
        assertThat(read.path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void ofManyReadMarksTheNewestIsToldAndNotOneForEach() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        for (int i = 0; i < 60; i++) {
            bob.sends("/app/chat", "room", room, "text", "line " + i);
        }
        ann.hearsAll(room, "chat", 60, Duration.ofSeconds(10));
        long started = System.nanoTime();

        for (int seq = 1; seq <= 60; seq++) {
            ann.sends("/app/read", "room", room, "seq", seq);
        }

        bob.hears(room, "read", mark -> mark.path("seq").asLong() == 60);
        List<Long> marks = eachSeq(bob.heard(room, "read"));
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        assertThat(marks).isSorted().doesNotHaveDuplicates().endsWith(60L);
        assertThat(marks).as("at most one a second").hasSizeLessThanOrEqualTo((int) seconds + 2);
    }

    @Test
    void whoHasReadNothingYetMaySaySo() {
        Person ann = isHere("Ann");

        ann.does("/app/read", "room", room, "seq", 0);
        ann.sends("/app/read", "room", room, "seq", -1);

        assertThat(ann.isRefused("bad_request").path("destination").asString()).isEqualTo("/app/read");
    }

    @Test
    void aReadMarkDoesNotGoBack() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        for (int i = 0; i < 5; i++) {
            bob.says(room, "line " + i);
        }

        ann.does("/app/read", "room", room, "seq", 4);
        bob.hears(room, "read");
        ann.does("/app/read", "room", room, "seq", 2);
        ann.does("/app/read", "room", room, "seq", 5);
        bob.hears(room, "read", mark -> mark.path("seq").asLong() == 5);

        assertThat(eachSeq(bob.heard(room, "read"))).containsExactly(4L, 5L);
    }

    // -- events ---------------------------------------------------------------------------------------------------

    @Test
    void anEventCarriesAnyJsonToTheRoom() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        List<String> values = List.of("{\"a\":[1,2.5,{\"b\":null}]}", "[]", "\"text\"", "42", "-0.125", "true", "{}");

        for (String value : values) {
            ann.sendsBody(
                    "/app/event",
                    "{\"room\":\"" + room + "\",\"event\":\"any\",\"data\":" + value + ",\"from\":\"" + bob.id()
                            + "\"}");
        }

        for (String value : values) {
            JsonNode event = bob.hears(room, "event");
            assertThat(event.path("data")).isEqualTo(Body.parse(value));
            assertThat(event.path("event").asString()).isEqualTo("any");
            assertThat(event.path("from").path("id").asString()).isEqualTo(ann.id());
            assertThat(event.path("at").asLong()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eventsArriveEachAndInOrder(Transport over) {
        Person bob = isHere("Bob");
        Person ann = arrives(over);
        ann.joins(room);

        List<String> numbers = IntStream.range(0, 200).mapToObj(String::valueOf).toList();
        numbers.forEach(
                number -> ann.sends("/app/event", "room", room, "event", "count", "data", Integer.valueOf(number)));

        assertThat(each(bob.hearsAll(room, "event", 200, Duration.ofSeconds(20)), "data"))
                .isEqualTo(numbers);
    }

    /** A line is told once it is stored, an event at once: it waits for the line before it all the same. */
    @ParameterizedTest
    @EnumSource
    void nothingThatOneSendsOvertakesWhatOneSentBefore(Transport over) {
        Person bob = isHere("Bob");
        Person ann = arrives(over);
        ann.joins(room);

        for (int i = 0; i < 5; i++) {
            ann.sends("/app/chat", "room", room, "text", "chat " + i);
            ann.sends("/app/event", "room", room, "event", "event " + i, "data", i);
        }
        String last = ann.sendsForReceipt(line("the last"));
        String goodbye = ann.sendsForReceipt(Frame.of("DISCONNECT"));

        bob.hears(room, "left");
        assertThat(order(bob))
                .containsExactly(
                        "chat 0",
                        "event 0",
                        "chat 1",
                        "event 1",
                        "chat 2",
                        "event 2",
                        "chat 3",
                        "event 3",
                        "chat 4",
                        "event 4",
                        "the last",
                        "left");
        ann.wire().takeReceipt(goodbye);
        assertThat(ann.wire().frames().all(frame -> frame.command().equals("RECEIPT")).stream()
                        .map(frame -> frame.header("receipt-id"))
                        .toList())
                .endsWith(last, goodbye);
    }

    @Test
    void whoSpeaksAndLeavesTheRoomHearsTheirOwnLineFirst() {
        Person ann = isHere("Ann");

        String said = ann.sendsForReceipt(line("goodbye"));
        String left = ann.sendsForReceipt(Frame.of("UNSUBSCRIBE", "id", "room." + room));

        ann.wire().takeReceipt(said);
        ann.hears(room, "chat");
        ann.wire().takeReceipt(left);
    }

    private Frame line(String text) {
        return Frame.of("SEND", "destination", "/app/chat", "content-type", "application/json")
                .body(Body.of("room", room, "text", text));
    }

    private List<String> order(Person listener) {
        return listener
                .wire()
                .frames()
                .all(frame -> frame.header("destination").equals("/topic/room." + room)
                        && List.of("chat", "event", "left")
                                .contains(frame.json().path("type").asString()))
                .stream()
                .map(Frame::json)
                .map(message -> message.path("text")
                        .asString(message.path("event")
                                .asString(message.path("type").asString())))
                .toList();
    }

    @Test
    void anEventToOneIsHeardByNobodyElse() {
        Person ann = isHere("Ann");
        Person bob = isHere("Bob");
        Person cy = isHere("Cy");

        ann.does("/app/event", "room", room, "event", "whisper", "data", "psst", "to", bob.id());
        ann.does("/app/event", "room", room, "event", "loud", "data", "hey");

        JsonNode whisper = bob.hearsPrivately();
        assertThat(whisper.path("event").asString()).isEqualTo("whisper");
        assertThat(whisper.path("data").asString()).isEqualTo("psst");
        assertThat(whisper.path("from").path("id").asString()).isEqualTo(ann.id());
        assertThat(each(cy.hearsAll(room, "event", 1, Duration.ofSeconds(10)), "event"))
                .containsExactly("loud");
        assertThat(each(bob.hearsAll(room, "event", 1, Duration.ofSeconds(10)), "event"))
                .containsExactly("loud");
        assertThat(cy.wire().frames().all(frame -> frame.body().contains("psst")))
                .isEmpty();
    }

    @Test
    void anEventToSomebodyWhoIsNotInTheRoomIsRefused() {
        Person ann = isHere("Ann");
        Person bob = isIn(freshRoom(), "Bob");

        ann.sends("/app/event", "room", room, "event", "whisper", "data", 1, "to", bob.id());
        ann.isRefused("not_in_room");
        ann.sends("/app/event", "room", room, "event", "whisper", "data", 1, "to", "nobody");
        ann.isRefused("not_in_room");
    }

    @Test
    void ofEventsWithTheSameKeyTheNewestCounts() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        for (int i = 1; i <= 300; i++) {
            ann.sends("/app/event", "room", room, "event", "cursor", "key", "mine", "data", i);
        }
        ann.sends("/app/event", "room", room, "event", "cursor", "key", "other", "data", -1);

        bob.hears(room, "event", event -> event.path("data").asInt() == 300);
        bob.hears(room, "event", event -> event.path("data").asInt() == -1);
        List<Integer> mine = bob.heard(room, "event").stream()
                .map(event -> event.path("data").asInt())
                .filter(data -> data > 0)
                .toList();
        assertThat(mine).isSorted().doesNotHaveDuplicates().endsWith(300).hasSizeLessThan(300);
    }

    @Test
    void theSameKeyOfTwoSendersAreTwo() {
        Person cy = isHere("Cy");
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        ann.sends("/app/event", "room", room, "event", "cursor", "key", "k", "data", "Ann's");
        bob.sends("/app/event", "room", room, "event", "cursor", "key", "k", "data", "Bob's");

        assertThat(each(cy.hearsAll(room, "event", 2, Duration.ofSeconds(10)), "data"))
                .contains("Ann's", "Bob's");
    }
}
