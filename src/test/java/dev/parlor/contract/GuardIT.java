package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import dev.parlor.testing.Wire;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Nothing gets in that the contract does not name. */
class GuardIT extends Contract {

    // -- before CONNECT -------------------------------------------------------------------------------------------

    static Stream<Arguments> everyFrameOverEveryTransport() {
        return Arrays.stream(Transport.values())
                .flatMap(over -> Stream.of(
                                "SEND",
                                "SUBSCRIBE",
                                "UNSUBSCRIBE",
                                "BEGIN",
                                "COMMIT",
                                "ABORT",
                                "ACK",
                                "NACK",
                                "DISCONNECT")
                        .map(command -> Arguments.of(over, command)));
    }

    @ParameterizedTest
    @MethodSource("everyFrameOverEveryTransport")
    void nothingIsAcceptedBeforeConnect(Transport over, String command) {
        Person bob = isHere("Bob");
        Wire stranger = opens(over);
        Frame frame = Frame.of(
                command,
                "destination",
                command.equals("SUBSCRIBE") ? "/topic/room." + room : "/app/chat",
                "id",
                "1",
                "transaction",
                "t",
                "receipt",
                "accepted");

        stranger.send(command.equals("SEND") ? frame.body(Body.of("room", room, "text", "before CONNECT")) : frame);

        Wire.End end = stranger.awaitEnd();
        bob.says(room, "undisturbed");
        assertThat(each(bob.heard(room, "chat"), "text")).containsExactly("undisturbed");
        assertThat(bob.heard(room, "joined")).isEmpty();
        List<Frame> answers = stranger.frames().all(any -> true);
        assertThat(answers).extracting(Frame::command).doesNotContain("MESSAGE", "RECEIPT", "CONNECTED");
        if (!command.equals("DISCONNECT")) {
            assertThat(answers)
                    .as("any frame before CONNECT is answered, not only with " + end)
                    .extracting(Frame::command)
                    .containsExactly("ERROR");
        }
    }

    // -- destinations ---------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/room.{room}",
                "/topic/anything",
                "/topic/room.*",
                "/topic/**",
                "/topic",
                "/queue/errors",
                "/queue/errors-user{session}",
                "/user/queue/errors",
                "/user/{bob}/queue/errors",
                "/user/{bob}/queue/events",
                "/",
                "/chat",
                "chat",
                "room",
                "/APP/chat",
                "//app/chat",
                "/actuator/health"
            })
    void nobodySendsAnywhereButToTheApplication(String destination) {
        Person bob = isHere("Bob");
        Person mallory = isHere("Mallory");
        String whole =
                destination.replace("{room}", room).replace("{bob}", bob.id()).replace("{session}", bob.id());

        String receipt = mallory.sendsForReceipt(Frame.of("SEND", "destination", whole)
                .body(Body.of("type", "chat", "seq", 666, "room", room, "text", "forged", "code", "forged")));

        assertThat(mallory.isRefused("forbidden", "bad_request")
                        .path("destination")
                        .asString())
                .isEqualTo(whole);
        mallory.says(room, "still here");
        assertThat(bob.hears(room, "chat").path("text").asString()).isEqualTo("still here");
        assertThat(bob.refusals()).isEmpty();
        assertThat(bob.wire().frames().all(frame -> frame.body().contains("forged")))
                .isEmpty();
        assertThat(mallory.wire()
                        .frames()
                        .all(frame -> frame.header("receipt-id").equals(receipt)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/room.x", "/topic/x", "/queue/errors"})
    void sendingWhereTheServerSpeaksIsForbidden(String destination) {
        Person mallory = isHere("Mallory");

        mallory.sends(destination, "room", room, "text", "forged");

        mallory.isRefused("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/unknown",
                "/app/",
                "/app",
                "/app/chat/",
                "/app/chat/more",
                "/app//chat",
                "/app/*",
                "/app/Chat",
                "/app/chat?x=1",
                "/app/../app/chat",
                "/app/{room}",
                "/app/chat "
            })
    void anUnknownDestinationIsRefused(String destination) {
        Person mallory = isHere("Mallory");

        mallory.sends(destination, "room", room, "text", "forged");

        assertThat(mallory.isRefused("bad_request", "forbidden")
                        .path("destination")
                        .asString())
                .isEqualTo(destination);
        assertThat(mallory.says(room, "still here").path("seq").asLong()).isEqualTo(1);
    }

    @Test
    void aSendWithoutADestinationIsRefused() {
        Person mallory = isHere("Mallory");

        mallory.wire().send(Frame.of("SEND").body(Body.of("room", room, "text", "forged")));

        mallory.isRefused("bad_request");
        assertThat(mallory.says(room, "still here").path("seq").asLong()).isEqualTo(1);
    }

    static Stream<Arguments> subscriptionsOverTransports() {
        List<String> destinations = List.of(
                "/topic/**",
                "/topic/*",
                "/topic/room.*",
                "/topic/room.**",
                "/topic/anything",
                "/topic/room",
                "/**",
                "*",
                "",
                "/queue/errors",
                "/queue/**",
                "/queue/errors-user{session}",
                "/queue/events-user{session}",
                "/user/{bob}/queue/errors",
                "/user/{bob}/queue/events",
                "/user/queue/unknown",
                "/user/queue/*",
                "/user/queue/**",
                "/user/**",
                "/user/queue/errors/",
                "/app/chat",
                "/app/rooms");
        return Stream.concat(
                destinations.stream().map(destination -> Arguments.of(Transport.WEBSOCKET, destination)),
                Arrays.stream(Transport.values()).map(over -> Arguments.of(over, "/topic/**")));
    }

    @ParameterizedTest
    @MethodSource("subscriptionsOverTransports")
    void nobodySubscribesToAnythingButRoomsAndTheirOwnQueues(Transport over, String destination) {
        Person bob = isHere("Bob");
        Person mallory = arrives(over, "name", "Mallory");
        String whole = destination.replace("{bob}", bob.id()).replace("{session}", bob.id());

        String receipt = mallory.sendsForReceipt(Frame.of("SUBSCRIBE", "id", "ear", "destination", whole));

        JsonNode refusal = mallory.isRefused("forbidden", "bad_request");
        assertThat(refusal.path("destination").asString()).isEqualTo(whole);
        bob.says(room, "secret");
        bob.sends("/app/chat", "room", room, "text", "");
        bob.isRefused("bad_request");
        mallory.joins(freshRoom());
        assertThat(mallory.wire()
                        .frames()
                        .all(frame -> frame.header("subscription").equals("ear")))
                .isEmpty();
        assertThat(mallory.wire()
                        .frames()
                        .all(frame -> frame.header("receipt-id").equals(receipt)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/**", "/queue/errors", "/user/nobody/queue/errors"})
    void listeningWhereOneHasNoBusinessIsForbidden(String destination) {
        Person mallory = arrives("Mallory");

        mallory.wire().send(Frame.of("SUBSCRIBE", "id", "ear", "destination", destination));

        mallory.isRefused("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "_a",
                "A",
                "Tea",
                "a b",
                "a.b",
                "a/b",
                "a*",
                "*",
                "ä",
                "../x",
                "a\n",
                "1234567890123456789012345678901234567890123456789"
            })
    void aRoomIdOutOfGrammarIsRefused(String id) {
        Person mallory = isHere("Mallory");

        mallory.asksToJoin(id);
        assertThat(mallory.isRefused("bad_request").path("destination").asString())
                .isEqualTo("/topic/room." + id);
        mallory.sends("/app/chat", "room", id, "text", "hi");
        mallory.isRefused("bad_request");
        mallory.says(room, "still here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "a-b_c", "123456789012345678901234567890123456789012345678"})
    void aRoomIdInGrammarIsARoom(String id) {
        assertThat(arrives("Ann").joins(id).path("room").path("id").asString()).isEqualTo(id);
    }

    // -- subscriptions --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aSubscriptionIdInUseIsRefusedAndTheOlderOneLives(Transport over) {
        String other = freshRoom();
        Person ann = arrives(over, "name", "Ann");
        ann.joins(room);

        ann.wire().send(Frame.of("SUBSCRIBE", "id", "room." + room, "destination", "/topic/room." + other));

        assertThat(ann.isRefused("bad_request", "busy").path("destination").asString())
                .isEqualTo("/topic/room." + other);
        ann.says(room, "still here");
        assertThat(ann.heard(other, "welcome")).isEmpty();
    }

    @Test
    void whoSubscribesTwiceIsInTheRosterOnceAndLeavesWithTheLastSubscription() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        ann.wire()
                .takeReceipt(ann.sendsForReceipt(
                        Frame.of("SUBSCRIBE", "id", "second", "destination", "/topic/room." + room)));
        JsonNode welcome = ann.wire()
                .take(
                        "a welcome of its own",
                        frame -> frame.header("subscription").equals("second"))
                .json();
        assertThat(each(welcome.path("participants"), "id")).containsExactlyInAnyOrder(ann.id(), bob.id());

        ann.leaves(room);
        bob.says(room, "is she here?");

        ann.wire()
                .take(
                        "the line",
                        frame -> frame.header("subscription").equals("second")
                                && frame.body().contains("is she here?"));
        assertThat(bob.heard(room, "joined")).hasSize(1);
        assertThat(bob.heard(room, "left")).isEmpty();
        ann.wire().takeReceipt(ann.sendsForReceipt(Frame.of("UNSUBSCRIBE", "id", "second")));
        assertThat(bob.hears(room, "left").path("id").asString()).isEqualTo(ann.id());
    }

    @Test
    void aSubscriptionIdThatWasGivenUpMayBeUsedAgain() {
        Person ann = isHere("Ann");
        ann.leaves(room);

        ann.joins(room);

        ann.says(room, "here again");
    }

    @Test
    void aSubscriptionWithoutAnIdIsRefused() {
        Person ann = isHere("Ann");

        ann.wire().send(Frame.of("SUBSCRIBE", "destination", "/topic/room." + freshRoom()));

        ann.isRefused("bad_request");
        ann.says(room, "still here");
    }

    @Test
    void unsubscribingFromWhatOneNeverSubscribedToDoesNoHarm() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        ann.wire().send(Frame.of("UNSUBSCRIBE", "id", "nothing"));
        ann.wire().send(Frame.of("UNSUBSCRIBE"));

        ann.says(room, "still here");
        bob.hears(room, "chat");
        assertThat(bob.heard(room, "left")).isEmpty();
    }

    @Test
    void onesOwnQueuesAreOnesOwn() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        ann.sends("/app/chat", "room", room, "text", "");
        ann.isRefused("bad_request");

        bob.says(room, "undisturbed");
        assertThat(bob.refusals()).isEmpty();
    }

    @Test
    void theQueueOfMatchesMayBeListenedTo() {
        Person ann = arrives("Ann");

        ann.wire()
                .takeReceipt(ann.sendsForReceipt(Frame.of("SUBSCRIBE", "id", "rps", "destination", "/user/queue/rps")));
    }

    // -- frames that nobody needs ---------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"ACK", "NACK", "BEGIN", "COMMIT", "ABORT"})
    void aFrameWithoutAMeaningHereIsAnsweredAndDoesNoHarm(String command) {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        String receipt = ann.sendsForReceipt(
                Frame.of(command, "id", "1", "transaction", "t", "message-id", "1", "subscription", "1"));

        ann.wire()
                .take(
                        "an answer",
                        frame -> frame.header("receipt-id").equals(receipt)
                                || frame.header("subscription").equals("errors"));
        ann.says(room, "still here");
        assertThat(bob.hears(room, "chat").path("text").asString()).isEqualTo("still here");
    }

    @Test
    void whoConnectsTwiceDoesNotBecomeSomebodyElse() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        ann.wire().send("CONNECT\naccept-version:1.2\nhost:localhost\nname:Mallory\n\n\0");
        ann.wire().send(Frame.of("SEND", "destination", "/app/chat").body(Body.of("room", room, "text", "who am I?")));
        ann.wire()
                .take(
                        "an answer",
                        frame -> frame.command().equals("ERROR")
                                || frame.header("subscription").equals("errors"));

        bob.says(room, "undisturbed");
        assertThat(bob.heard(room, "chat"))
                .allSatisfy(line ->
                        assertThat(line.path("from").path("name").asString()).isIn("Ann", "Bob"));
        assertThat(ann.wire().frames().all(frame -> frame.command().equals("CONNECTED")))
                .hasSize(1);
    }

    @Test
    void whatComesBehindADisconnectIsNotDone() {
        Person bob = isHere("Bob");
        Person ann = arrives("Ann");

        ann.wire()
                .send(Frame.of("DISCONNECT").encode()
                        + Frame.of("SUBSCRIBE", "id", "late", "destination", "/topic/room." + room)
                                .encode());

        ann.wire().awaitEnd();
        bob.says(room, "nobody else is here");
        assertThat(bob.heard(room, "joined")).isEmpty();
    }

    @Test
    void bothOfTwoSubscriptionsToOneQueueHearWhatIsTold() {
        Person ann = isHere("Ann");
        ann.wire()
                .takeReceipt(ann.sendsForReceipt(
                        Frame.of("SUBSCRIBE", "id", "errors-again", "destination", "/user/queue/errors")));

        ann.sends("/app/typing", "room", "nowhere");

        ann.isRefused("not_in_room");
        ann.wire()
                .take("the same refusal", frame -> frame.header("subscription").equals("errors-again"));
    }
}
