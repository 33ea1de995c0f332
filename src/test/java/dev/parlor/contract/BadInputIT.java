package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.RawSocket.Message;
import dev.parlor.testing.Transport;
import dev.parlor.testing.WebSocketWire;
import dev.parlor.testing.Wire;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is refused says why, the connection lives where the contract says so, and nobody else notices. */
class BadInputIT extends Contract {

    /** Everything that the others in the room may have heard when Mallory was at it. */
    private Person bob;

    private Person cy;

    @BeforeEach
    void twoOthersAreInTheRoom() {
        bob = isHere("Bob");
        cy = isHere("Cy");
    }

    /** Bob and Cy talk as if nothing had been, and heard nothing of it. */
    private void nobodyElseNoticed() {
        JsonNode line = cy.says(room, "undisturbed");
        assertThat(bob.hears(room, "chat", any -> any.equals(line)).path("seq").asLong())
                .isEqualTo(1);
        for (Person person : List.of(bob, cy)) {
            assertThat(person.heard(room, "chat")).hasSize(1);
            assertThat(person.heard(room, "event")).isEmpty();
            assertThat(person.heard(room, "typing")).isEmpty();
            assertThat(person.heard(room, "read")).isEmpty();
            assertThat(person.heard(room, "changed")).isEmpty();
            assertThat(person.refusals()).isEmpty();
        }
    }

    private static void stillLives(Person mallory) {
        String elsewhere = freshRoom();
        mallory.joins(elsewhere);
        mallory.says(elsewhere, "I am still here");
    }

    // -- bodies ---------------------------------------------------------------------------------------------------

    static Stream<Arguments> badBodies() {
        String text = "\"text\":\"hi\"";
        String inRoom = "\"room\":\"{room}\"";
        return Stream.of(
                // Not JSON, or not an object.
                Arguments.of("/app/chat", "", "bad_request"),
                Arguments.of("/app/chat", "hello", "bad_request"),
                Arguments.of("/app/chat", "{", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + "," + text, "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + "," + text + "} and more", "bad_request"),
                Arguments.of("/app/chat", "{'room':'{room}','text':'hi'}", "bad_request"),
                Arguments.of("/app/chat", "<chat><room>{room}</room></chat>", "bad_request"),
                Arguments.of("/app/chat", "[]", "bad_request"),
                Arguments.of("/app/chat", "[{" + inRoom + "," + text + "}]", "bad_request"),
                Arguments.of("/app/chat", "null", "bad_request"),
                Arguments.of("/app/chat", "\"hi\"", "bad_request"),
                Arguments.of("/app/chat", "42", "bad_request"),
                Arguments.of("/app/chat", "NaN", "bad_request"),
                Arguments.of("/app/typing", "", "bad_request"),
                // Missing fields.
                Arguments.of("/app/chat", "{}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + "}", "bad_request"),
                Arguments.of("/app/chat", "{" + text + "}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":null}", "bad_request"),
                Arguments.of("/app/chat", "{\"room\":null," + text + "}", "bad_request"),
                Arguments.of("/app/typing", "{}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + "}", "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + "}", "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + ",\"data\":1}", "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + ",\"event\":\"e\"}", "bad_request"),
                // Wrong types.
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":42}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":true}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":[\"hi\"]}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":{\"a\":1}}", "bad_request"),
                Arguments.of("/app/chat", "{\"room\":7," + text + "}", "bad_request"),
                Arguments.of("/app/chat", "{\"room\":[\"{room}\"]," + text + "}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + "," + text + ",\"id\":7}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + "," + text + ",\"id\":\"\"}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + "," + text + ",\"id\":\"a b\"}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + "," + text + ",\"id\":\"a\\nb\"}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + ",\"seq\":\"1\"}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + ",\"seq\":1.5}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + ",\"seq\":-1}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + ",\"seq\":true}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + ",\"seq\":99999999999999999999}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + ",\"seq\":1e400}", "bad_request"),
                Arguments.of("/app/read", "{" + inRoom + ",\"seq\":1e999999999}", "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + ",\"event\":5,\"data\":1}", "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + ",\"event\":\"\",\"data\":1}", "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + ",\"event\":\"e\",\"data\":\"\\ud800\"}", "bad_request"),
                Arguments.of(
                        "/app/event",
                        "{" + inRoom + ",\"event\":\"e\",\"data\":{\"a\":[1,\"\\udc00x\"]}}",
                        "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + ",\"event\":\"e\",\"data\":1,\"to\":{}}", "bad_request"),
                Arguments.of("/app/event", "{" + inRoom + ",\"event\":\"e\",\"data\":1,\"key\":[]}", "bad_request"),
                Arguments.of("/app/profile", "{\"name\":42}", "bad_request"),
                Arguments.of("/app/profile", "{\"color\":42}", "bad_request"),
                // Empty texts, and such as no text can hold.
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"\"}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"  \\n\\t \"}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"a\\u0000b\"}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"\\ud800\"}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"\\udc00\\ud800\"}", "bad_request"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"a raw\ttab\"}", "bad_request"),
                // Too long, and too deep.
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"" + "x".repeat(2001) + "\"}", "too_large"),
                Arguments.of("/app/chat", "{" + inRoom + ",\"text\":\"" + "é".repeat(2001) + "\"}", "too_large"),
                Arguments.of(
                        "/app/event",
                        "{" + inRoom + ",\"event\":\"e\",\"data\":" + "[".repeat(7000) + "]".repeat(7000) + "}",
                        "bad_request"),
                Arguments.of("/app/chat", "[".repeat(15000), "bad_request"),
                Arguments.of("/app/chat", "{\"a\":".repeat(2500), "bad_request"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void aBadBodyIsRefusedAndTheConnectionLives(String destination, String body, String code) {
        Person mallory = isHere("Mallory");

        String receipt = mallory.sendsForReceipt(
                Frame.of("SEND", "destination", destination).body(body.replace("{room}", room)));

        assertThat(mallory.isRefused(code).path("destination").asString()).isEqualTo(destination);
        nobodyElseNoticed();
        mallory.says(room, "I am still here");
        assertThat(mallory.wire()
                        .frames()
                        .all(frame -> frame.header("receipt-id").equals(receipt)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/app/chat, text/plain, {\"room\":\"tea\"}, A body's content-type is application/json.",
                "/app/chat, nonsense, {\"room\":\"tea\"}, A body's content-type is application/json.",
                "/app/chat, application/json, [], The body is not the JSON object that belongs here.",
                "/app/chat, application/json, {\"room\":\"tea\"; , The body is not the JSON object that belongs here.",
                "/app/chat, application/json, ``, \"room\" is missing.",
                "/app/chat, application/json, `{\"room\":\"tea\",\"text\":42}`, `\"text\" is {misfit}`",
                "/app/read, application/json, `{\"room\":\"tea\",\"seq\":99999999999999999999}`, `\"seq\" is {misfit}`",
                "/app/pose, application/json, {\"room\":7}, `\"room\" is {misfit}`",
                "/app/pose, application/json, {\"teleport\":\"x\"}, `\"teleport\" is {misfit}`",
                "/app/rps/move, application/json, {\"move\":\"lizard\"}, `\"move\" is {misfit}`",
                "/app/rps/queue, application/json, {\"bestOf\":\"x\"}, `\"bestOf\" is {misfit}`",
                "/app/rps/queue, application/json, {\"bestOf\":4}, `\"bestOf\" is 1, 3 or 5.`",
                "/app/rps/queue, application/json, {\"bot\":\"x\"}, `\"bot\" is {misfit}`"
            })
    void whatIsWrongWithABodyIsSaid(String destination, String type, String body, String sentence) {
        Person mallory = isHere("Mallory");

        mallory.sendsForReceipt(Frame.of("SEND", "destination", destination, "content-type", type)
                .body(body));

        assertThat(mallory.isRefused("bad_request").path("message").asString())
                .isEqualTo(sentence.replace("{misfit}", "not of its type, or none of its values."));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotJsonIsRefusedOverAnyTransport(Transport over) {
        Person mallory = arrives(over);
        mallory.joins(room);

        mallory.sendsBody("/app/chat", "not JSON");

        mallory.isRefused("bad_request");
        nobodyElseNoticed();
        stillLives(mallory);
    }

    @ParameterizedTest
    @EnumSource
    void aBodyOfAnotherTypeIsRefusedOverAnyTransport(Transport over) {
        Person mallory = arrives(over);
        mallory.joins(room);

        for (String destination : List.of("/app/chat", "/app/pose", "/app/typing")) {
            mallory.sendsForReceipt(Frame.of("SEND", "destination", destination, "content-type", "text/plain")
                    .body("{\"room\":\"" + room + "\",\"text\":\"hi\",\"head\":{\"p\":[0,1,0],\"q\":[0,0,0,1]}}"));

            assertThat(mallory.isRefused("bad_request").path("destination").asString())
                    .isEqualTo(destination);
        }
        nobodyElseNoticed();
        stillLives(mallory);
    }

    @ParameterizedTest
    @EnumSource
    void aContentTypeThatIsNoneIsRefusedOverAnyTransport(Transport over) {
        Person mallory = arrives(over);
        mallory.joins(room);

        for (String type : List.of("nonsense", "", "application/json;charset=klingon")) {
            mallory.sendsForReceipt(Frame.of("SEND", "destination", "/app/chat", "content-type", type)
                    .body("{\"room\":\"" + room + "\",\"text\":\"hi\",\"id\":\"odd\"}"));

            assertThat(mallory.isRefused("bad_request").path("id").asString()).isEqualTo("odd");
        }
        nobodyElseNoticed();
        stillLives(mallory);
    }

    @Test
    void aLineOfATransactionIsNotSaidBeforeItsEnd() {
        Person mallory = isHere("Mallory");

        mallory.sendsForReceipt(Frame.of("SEND", "destination", "/app/chat", "transaction", "t")
                .body(Body.of("room", room, "text", "not yet")));

        mallory.isRefused("bad_request");
        nobodyElseNoticed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Spectator", "spectators", "watcher", ""})
    void whoMisspellsThatTheyOnlyWatchIsNotShownToAll(String role) {
        Person mallory = arrives("Mallory");

        mallory.asksToJoin(room, "role", role);

        mallory.isRefused("bad_request");
        nobodyElseNoticed();
        assertThat(bob.heard(room, "joined").toString()).doesNotContain("Mallory");
        mallory.joins(room, "role", "participant");
    }

    @Test
    void whoUnsubscribesFromNothingIsToldSo() {
        Person mallory = isHere("Mallory");

        mallory.sendsForReceipt(Frame.of("UNSUBSCRIBE", "destination", "/topic/room." + room));

        mallory.isRefused("bad_request");
        assertThat(mallory.says(room, "still in").path("seq").asInt()).isEqualTo(1);
    }

    @Test
    void whoIsInAsManyRoomsAsOneMayHearsOfRefusalsAllTheSame() {
        Wire wire = opens(Transport.WEBSOCKET);
        wire.connect();
        for (int i = 0; i < 20; i++) {
            wire.send(Frame.of("SUBSCRIBE", "id", "r" + i, "destination", "/topic/room." + room, "receipt", "r" + i));
            wire.takeReceipt("r" + i);
        }
        wire.send(Frame.of("SUBSCRIBE", "id", "one more", "destination", "/topic/room." + room));

        wire.send(Frame.of("SUBSCRIBE", "id", "e", "destination", "/user/queue/errors", "receipt", "e"));

        wire.takeReceipt("e");
        Frame refusal =
                wire.take("a refusal", frame -> frame.header("subscription").equals("e"));
        assertThat(refusal.json().path("code").asString()).isEqualTo("rate_limited");
        nobodyElseNoticed();
    }

    @Test
    void whatIsBeforeAndBehindAFrameWithoutAContentTypeIsDone() {
        Person mallory = isHere("Mallory");
        String to = "SEND\ndestination:/app/chat\ncontent-type:";
        String line = "\n\n{\"room\":\"" + room + "\",\"text\":\"content-type:nonsense\"}\0";

        mallory.wire().send(to + "application/json" + line + to + "nonsense" + line + to + "application/json" + line);

        mallory.isRefused("bad_request");
        for (int seq = 1; seq <= 2; seq++) {
            int number = seq;
            JsonNode told = bob.hears(room, "chat", chat -> chat.path("seq").asInt() == number);
            assertThat(told.path("text").asString()).isEqualTo("content-type:nonsense");
        }
    }

    @Test
    void aNumberTooHugeToBeOneIsRefusedOrToldAsItIs() {
        Person mallory = isHere("Mallory");

        String receipt = mallory.sendsForReceipt(Frame.of("SEND", "destination", "/app/event")
                .body("{\"room\":\"" + room + "\",\"event\":\"e\",\"data\":1e999999999}"));

        mallory.wire()
                .take(
                        "an answer",
                        frame -> frame.header("receipt-id").equals(receipt)
                                || frame.header("subscription").equals("errors"));
        bob.says(room, "undisturbed");
        mallory.says(room, "I am still here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e36495321563", "-1e-36495321563", "1.5e99999999999999999999"})
    void aNumberWhoseExponentIsNoneIsRefused(String number) {
        Person mallory = isHere("Mallory");

        mallory.sendsBody("/app/event", "{\"room\":\"" + room + "\",\"event\":\"e\",\"data\":" + number + "}");

        mallory.isRefused("bad_request");
        nobodyElseNoticed();
        stillLives(mallory);
    }

    @Test
    void aTextAtItsLimitIsFine() {
        Person ann = isHere("Ann");

        assertThat(ann.says(room, "x".repeat(2000)).path("text").asString()).hasSize(2000);
        assertThat(ann.says(room, "é".repeat(2000)).path("text").asString()).hasSize(2000);
    }

    @Test
    void unknownFieldsAreIgnored() {
        Person ann = isHere("Ann");

        ann.does("/app/chat", "room", room, "text", "hi", "mood", List.of("fine"), "__proto__", "x");

        assertThat(ann.hears(room, "chat").path("text").asString()).isEqualTo("hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "{{7*7}} ${7*7} #{7*7} %{7*7}",
                "'; DROP TABLE chat; --",
                "\u202eevil\u202c",
                "line\nbreak\r\nand\ttab",
                "&lt;b&gt; \\u0041 \\ \" ' /",
                "a\u2028b\u2029c",
                "]]>\u001b[31m"
            })
    void markupAndScriptAreTextAndStayAsTheyAre(String text) {
        Person ann = isHere("Ann");

        ann.does("/app/chat", "room", room, "text", text);

        assertThat(bob.hears(room, "chat").path("text").asString()).isEqualTo(text);
        assertThat(each(arrives("Dee").joins(room).path("messages"), "text")).containsExactly(text);
    }

    // -- frames ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void aFrameAboveTheLimitIsAnErrorAndTheEnd(Transport over) {
        Person mallory = arrives(over);
        mallory.joins(room);

        mallory.sends("/app/event", "room", room, "event", "big", "data", "x".repeat(17 * 1024));

        assertThat(mallory.isCutOff().header("message")).isEqualTo("too_large");
        nobodyElseNoticed();
    }

    @ParameterizedTest
    @EnumSource
    void aFrameJustBelowTheLimitIsFine(Transport over) {
        Person ann = arrives(over);
        ann.joins(room);

        ann.does("/app/event", "room", room, "event", "big", "data", "x".repeat(15 * 1024));

        assertThat(bob.hears(room, "event").path("data").asString()).hasSize(15 * 1024);
    }

    @Test
    void aFrameOfAMegabyteIsAnErrorAndTheEnd() {
        RawSocket mallory = opensRaw().connects();

        mallory.text("SEND\ndestination:/app/chat\n\n" + "x".repeat(1 << 20) + "\0");

        List<Message> rest = mallory.readToEnd();
        assertThat(rest)
                .extracting(Message::text)
                .anyMatch(text -> text.startsWith("ERROR") && text.contains("too_large"));
        nobodyElseNoticed();
    }

    @Test
    void aFrameThatNeverEndsIsAnErrorAndTheEnd() {
        Person mallory = isHere("Mallory");

        mallory.wire().send("SEND\ndestination:/app/chat\n\n");
        for (int i = 0; i < 40 && !mallory.wire().isOver(); i++) {
            try {
                mallory.wire().send("x".repeat(1024));
            } catch (IllegalStateException closedMeanwhile) {
                break;
            }
        }

        assertThat(mallory.isCutOff().header("message")).isEqualTo("too_large");
        nobodyElseNoticed();
    }

    @Test
    void brokenUtf8InATextMessageIsTheEnd() {
        RawSocket mallory = opensRaw().connects();
        byte[] frame =
                "SEND\ndestination:/app/chat\n\n{\"room\":\"x\",\"text\":\"??\"}\0".getBytes(StandardCharsets.UTF_8);
        frame[frame.length - 4] = (byte) 0xC3;
        frame[frame.length - 5] = (byte) 0xFF;

        mallory.frame(RawSocket.TEXT, true, true, frame);

        List<Message> rest = mallory.readToEnd();
        assertThat(rest)
                .anyMatch(message -> message.opcode() == RawSocket.CLOSE && message.closeCode() == 1007
                        || message.text().startsWith("ERROR"));
        nobodyElseNoticed();
    }

    @Test
    void brokenUtf8InABinaryMessageIsAnErrorAndTheEndOrRefused() {
        Person mallory = isHere("Mallory");
        byte[] frame = ("SEND\ndestination:/app/chat\n\n{\"room\":\"" + room + "\",\"text\":\"??\"}\0")
                .getBytes(StandardCharsets.UTF_8);
        frame[frame.length - 4] = (byte) 0xC3;
        frame[frame.length - 5] = (byte) 0xFF;

        ((WebSocketWire) mallory.wire()).sendBinary(frame);

        mallory.wire()
                .take(
                        "an answer",
                        answer -> answer.command().equals("ERROR")
                                || answer.header("subscription").equals("errors"));
        nobodyElseNoticed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n\r\n\0",
                "hello\0",
                "JUMP\ndestination:/app/chat\n\n\0",
                "SEND\nno colon here\n\nx\0",
                "SEND\ndestination:/app/ch\\qat\n\nx\0",
                "\0",
                "{\"type\":\"chat\"}\0",
                "send\ndestination:/app/chat\n\n{}\0",
                "SEND\ndestination:/app/chat\ncontent-length:3\n\n{\"a\":1}\0",
                "SEND\ndestination:/app/chat\ncontent-length:-7\n\n{}\0",
                "SEND\ndestination:/app/chat\ncontent-length:many\n\n{}\0",
                "MESSAGE\ndestination:/topic/room.x\nsubscription:1\nmessage-id:1\n\n{}\0",
                "CONNECTED\nversion:1.2\n\n\0"
            })
    void whatIsNotAFrameOfAStompClientIsAnsweredWithAnErrorOrARefusal(String bytes) {
        Person mallory = isHere("Mallory");

        mallory.wire().send(bytes);

        Frame answer = mallory.wire()
                .take(
                        "an answer",
                        frame -> frame.command().equals("ERROR")
                                || frame.header("subscription").equals("errors"));
        if (answer.command().equals("ERROR")) {
            assertThat(answer.header("message")).isEqualTo("bad_request");
            assertThat(answer.body()).doesNotContain("Exception", "org.", "java.");
            mallory.wire().awaitEnd();
        } else {
            stillLives(mallory);
        }
        nobodyElseNoticed();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotStompAtAllIsAnErrorAndTheEnd(Transport over) {
        Person mallory = arrives(over);

        mallory.wire().send("hello, is this STOMP?\n\n\0");

        assertThat(mallory.isCutOff().header("message")).isEqualTo("bad_request");
        nobodyElseNoticed();
    }

    @Test
    void aContentLengthThatPromisesMoreThanTheLimitIsAnErrorAndTheEnd() {
        Person mallory = isHere("Mallory");

        mallory.wire().send("SEND\ndestination:/app/chat\ncontent-length:2000000000\n\n{}\0");
        for (int i = 0; i < 16 && !mallory.wire().isOver(); i++) {
            try {
                mallory.wire().send("x".repeat(1024));
            } catch (IllegalStateException closedMeanwhile) {
                break;
            }
        }

        assertThat(mallory.isCutOff().header("message")).isIn("too_large", "bad_request");
        nobodyElseNoticed();
    }

    @Test
    void anEscapedLineEndInAHeaderMakesNoHeader() {
        Person mallory = isHere("Mallory");

        String destination = "/app/chat\nreceipt:forged\n\n{}";
        mallory.wire().send(Frame.of("SEND", "destination", destination).body(Body.of("room", room, "text", "forged")));

        JsonNode refusal = mallory.isRefused("bad_request");
        assertThat(refusal.path("destination").asString()).isEqualTo(destination);
        mallory.joins(freshRoom());
        assertThat(mallory.wire()
                        .frames()
                        .all(frame -> frame.header("receipt-id").equals("forged")))
                .isEmpty();
        nobodyElseNoticed();
    }

    @Test
    void aSubscriptionIdWithLineEndsInItIsToldAsItWasGiven() {
        Person ann = isHere("Ann");
        String id = "a:b\nc\\d\r";
        String other = freshRoom();

        ann.wire().send(Frame.of("SUBSCRIBE", "id", id, "destination", "/topic/room." + other));

        ann.wire()
                .take(
                        "the welcome",
                        frame -> frame.header("subscription").equals(id)
                                && frame.header("destination").equals("/topic/room." + other));
    }

    @Test
    void manyHeadersDoNoHarm() {
        Person mallory = isHere("Mallory");
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            headers.append('h').append(i).append(":\n");
        }

        mallory.wire()
                .send("SEND\ndestination:/app/chat\nreceipt:done\n" + headers + "\n"
                        + Body.of("room", room, "text", "headers") + "\0");

        mallory.wire()
                .take(
                        "an answer",
                        frame -> frame.header("receipt-id").equals("done")
                                || frame.command().equals("ERROR")
                                || frame.header("subscription").equals("errors"));
        bob.says(room, "undisturbed");
    }

    @Test
    void tenThousandHeadersAreAnErrorAndTheEnd() {
        Person mallory = isHere("Mallory");
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            headers.append('h').append(i).append(":x\n");
        }

        mallory.wire().send("SEND\ndestination:/app/chat\n" + headers + "\n{}\0");

        assertThat(mallory.isCutOff().header("message")).isEqualTo("too_large");
        nobodyElseNoticed();
    }

    // -- WebSocket itself -----------------------------------------------------------------------------------------

    @Test
    void anUnmaskedFrameIsTheEnd() {
        RawSocket mallory = opensRaw().connects();

        mallory.frame(RawSocket.TEXT, true, false, "\n".getBytes(StandardCharsets.UTF_8));

        assertThat(mallory.readToEnd())
                .anyMatch(message -> message.opcode() == RawSocket.CLOSE && message.closeCode() == 1002);
        nobodyElseNoticed();
    }

    @Test
    void aContinuationOfNothingIsTheEnd() {
        RawSocket mallory = opensRaw().connects();

        mallory.frame(RawSocket.CONTINUATION, true, true, "\n".getBytes(StandardCharsets.UTF_8));

        assertThat(mallory.readToEnd())
                .anyMatch(message -> message.opcode() == RawSocket.CLOSE && message.closeCode() == 1002);
        nobodyElseNoticed();
    }

    @Test
    void randomBytesDoNoHarm() {
        Random random = new Random(42);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[1 + random.nextInt(2000)];
            random.nextBytes(noise);
            RawSocket socket = new RawSocket(server().uri());
            if (i % 2 == 0) {
                socket.bytes(noise);
            } else {
                socket.frame(RawSocket.BINARY, true, true, noise);
            }
            socket.close();
        }
        nobodyElseNoticed();
    }

    @Test
    void aHalfFrameAndThenNothingDoesNoHarm() {
        RawSocket mallory = opensRaw().connects();

        mallory.bytes(new byte[] {(byte) 0x81, (byte) 0xFE, 0x10});

        nobodyElseNoticed();
    }

    // -- too much -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void tooManyLinesASecondAreRefusedAndNoneIsLostThatWasAcknowledged(Transport over) {
        ParlorServer strict = ParlorServer.asItComes();
        Person dee = closedAfterwards(Person.arrives(strict.uri(), Transport.WEBSOCKET, "name", "Dee"));
        dee.joins(room);
        Person mallory = closedAfterwards(Person.arrives(strict.uri(), over, "name", "Mallory"));
        mallory.joins(room);

        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            batch.append(Frame.of("SEND", "destination", "/app/chat", "receipt", "line-" + i)
                    .body(Body.of("room", room, "text", "line " + i, "id", "line-" + i))
                    .encode());
        }
        mallory.wire().send(batch.toString());
        List<Frame> answers = mallory.wire()
                .frames()
                .awaitAll(
                        "answers",
                        80,
                        Duration.ofSeconds(10),
                        frame -> frame.header("receipt-id").startsWith("line-")
                                || frame.header("subscription").equals("errors"));

        List<String> done = answers.stream()
                .filter(frame -> frame.command().equals("RECEIPT"))
                .map(frame -> frame.header("receipt-id"))
                .toList();
        List<String> refused = mallory.refusals().stream()
                .map(refusal -> refusal.path("id").asString())
                .toList();
        assertThat(done.size()).isBetween(20, 79);
        assertThat(Stream.concat(done.stream(), refused.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 80).mapToObj(i -> "line-" + i).toList());
        assertThat(each(mallory.refusals(), "code")).containsOnly("rate_limited");
        List<JsonNode> lines = dee.hearsAll(room, "chat", done.size(), Duration.ofSeconds(10));
        assertThat(each(lines, "id")).containsExactlyInAnyOrderElementsOf(done);
        assertThat(eachSeq(lines)).isEqualTo(upTo(done.size()));
        dee.says(room, "my own limit is my own");
        mallory.joins(freshRoom());
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO\n\n\0", "junk", "SEND\nno header\n\n{}\0", "CONNECT\naccept-version:1.2\n\n\0"})
    void whatWasRightIsDoneAndAnsweredBeforeWhatIsWrongEndsTheConnection(String wrong) {
        Person mallory = isHere("Mallory");
        String right = "SEND\ndestination:/app/chat\nreceipt:right\n\n{\"room\":\"" + room + "\",\"text\":\"hello\"}\0";

        mallory.wire().send(right + wrong);

        mallory.wire().takeReceipt("right");
        mallory.isCutOff();
        assertThat(bob.hears(room, "chat").path("text").asString()).isEqualTo("hello");
    }

    @Test
    void eventsAreNoLargerInAllThanASlowListenerBears() {
        URI asItComes = ParlorServer.asItComes().uri();
        Person dee = closedAfterwards(Person.arrives(asItComes, Transport.WEBSOCKET, "name", "Dee"));
        dee.joins(room);
        Person mallory = closedAfterwards(Person.arrives(asItComes, Transport.WEBSOCKET));
        mallory.joins(room);

        for (int i = 0; i < 300; i++) {
            mallory.sends("/app/event", "room", room, "event", "big", "data", "x".repeat(15 * 1024));
        }
        await().until(() -> mallory.refusals().size() + dee.heard(room, "event").size() == 300);
        assertThat(dee.heard(room, "event")).hasSizeGreaterThanOrEqualTo(15);
        assertThat(each(mallory.refusals(), "code")).hasSizeGreaterThan(150).containsOnly("rate_limited");
    }

    @Test
    void tenThousandRoomsAskedForByOneClientAreRefusedAtSomePoint() {
        Person dee =
                closedAfterwards(Person.arrives(ParlorServer.asItComes().uri(), Transport.WEBSOCKET, "name", "Dee"));
        dee.joins(room);
        Person mallory =
                closedAfterwards(Person.arrives(ParlorServer.asItComes().uri(), Transport.WEBSOCKET));
        mallory.joins(room);

        for (int i = 0; i < 10_000; i++) {
            mallory.asksToJoin("many-" + i);
        }

        mallory.wire()
                .frames()
                .awaitAll(
                        "answers",
                        10_000,
                        Duration.ofSeconds(30),
                        frame -> frame.header("subscription").equals("errors")
                                || frame.body().contains("\"welcome\""));
        List<JsonNode> refusals = mallory.refusals();
        assertThat(refusals).hasSizeGreaterThan(9000);
        assertThat(each(refusals, "code"))
                .allMatch(code -> List.of("rate_limited", "forbidden", "busy").contains(code));
        mallory.says(room, "I am still here");
        assertThat(dee.hears(room, "chat").path("text").asString()).isEqualTo("I am still here");
    }

    @Test
    void manyConnectionsThatSayNothingDoNoHarm() {
        for (int i = 0; i < 200; i++) {
            opensRaw();
        }
        nobodyElseNoticed();
    }
}
