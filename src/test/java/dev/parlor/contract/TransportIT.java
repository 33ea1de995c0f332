package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.Transport;
import dev.parlor.testing.WebSocketWire;
import dev.parlor.testing.Wire;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Native WebSocket and every transport of SockJS carry the same conversation. */
class TransportIT extends Contract {

    @ParameterizedTest
    @EnumSource
    void twoPeopleTalkOverAnyTransport(Transport over) {
        Person bob = isHere("Bob");
        Person ann = arrives(over, "name", "Ann");

        JsonNode welcome = ann.joins(room);
        assertThat(each(welcome.path("participants"), "name")).containsExactlyInAnyOrder("Ann", "Bob");
        assertThat(bob.hears(room, "joined").path("participant").path("id").asString())
                .isEqualTo(ann.id());

        JsonNode sent = ann.says(room, "Grüße, 世界 𝄞 \"quoted\" \\ \u2028 </script>");
        assertThat(bob.hears(room, "chat")).isEqualTo(sent);
        JsonNode answer = bob.says(room, "hi");
        assertThat(ann.hears(room, "chat")).isEqualTo(answer);

        ann.sends("/app/chat", "room", room, "text", "");
        ann.isRefused("bad_request");

        ann.disconnects();
        assertThat(bob.hears(room, "left").path("reason").asString()).isEqualTo("left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aFrameMayComeAByteAMessage(String lineEnd) {
        Person bob = arrives(Transport.WEBSOCKET);
        bob.joins(room);
        RawSocket ann = opensRaw().connects();
        ann.joins(room);

        String line = Frame.of("SEND", "destination", "/app/chat")
                .body("{\"room\":\"" + room + "\",\n\"text\":\"letter by letter\"}")
                .encode()
                .replace("\n", lineEnd);
        line.chars().forEach(letter -> ann.text(Character.toString(letter)));

        assertThat(bob.hears(room, "chat").path("text").asString()).isEqualTo("letter by letter");
    }

    @ParameterizedTest
    @EnumSource
    void aThousandLinesOfOneSenderArriveInOrderAtEveryone(Transport over) {
        Person ann = arrives(over, "name", "Ann");
        ann.joins(room);
        List<Person> listeners = Arrays.stream(Transport.values())
                .map(transport -> arrives(transport))
                .toList();
        listeners.forEach(listener -> listener.joins(room));

        List<String> texts =
                IntStream.rangeClosed(1, 1000).mapToObj(i -> "line " + i).toList();
        texts.forEach(text -> ann.sends("/app/chat", "room", room, "text", text));

        for (Person listener : listeners) {
            List<JsonNode> lines = listener.hearsAll(room, "chat", 1000, Duration.ofSeconds(30));
            assertThat(each(lines, "text")).isEqualTo(texts);
            assertThat(eachSeq(lines)).isEqualTo(upTo(1000));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfClientFrameGetsItsReceipt(Transport over) {
        Wire wire = opens(over);
        wire.connect();

        wire.send(Frame.of("SUBSCRIBE", "id", "1", "destination", "/user/queue/errors", "receipt", "errors"));
        wire.takeReceipt("errors");
        wire.send(Frame.of("SUBSCRIBE", "id", "2", "destination", "/topic/room." + room, "receipt", "join"));
        wire.takeReceipt("join");
        wire.send(Frame.of("SEND", "destination", "/app/chat", "receipt", "chat")
                .body(Body.of("room", room, "text", "hi")));
        wire.takeReceipt("chat");
        wire.send(Frame.of("SEND", "destination", "/app/typing", "receipt", "typing")
                .body(Body.of("room", room)));
        wire.takeReceipt("typing");
        wire.send(
                Frame.of("SEND", "destination", "/app/read", "receipt", "read").body(Body.of("room", room, "seq", 1)));
        wire.takeReceipt("read");
        wire.send(Frame.of("SEND", "destination", "/app/event", "receipt", "event")
                .body(Body.of("room", room, "event", "wave", "data", 1)));
        wire.takeReceipt("event");
        wire.send(Frame.of("SEND", "destination", "/app/profile", "receipt", "profile")
                .body(Body.of("name", "Ann")));
        wire.takeReceipt("profile");
        wire.send(Frame.of("UNSUBSCRIBE", "id", "2", "receipt", "leave"));
        wire.takeReceipt("leave");
        wire.send(Frame.of("DISCONNECT", "receipt", "bye"));
        wire.takeReceipt("bye");
        assertThat(wire.awaitEnd().code()).isEqualTo(1000);
    }

    @Test
    void aBodyMayBeLeftOutWhereEveryFieldMay() {
        Wire wire = opens(Transport.WEBSOCKET);
        wire.connect();

        for (String destination : List.of("/app/rps/queue", "/app/rps/cancel")) {
            wire.send(Frame.of("SEND", "destination", destination, "receipt", destination));
            wire.takeReceipt(destination);
        }
    }

    @Test
    void aReceiptTellsItsIdAsItWasGivenWhateverIsInIt() {
        Wire wire = opens(Transport.WEBSOCKET);
        wire.connect();

        wire.send(Frame.of("SUBSCRIBE", "id", "1", "destination", "/user/queue/errors", "receipt", "a:b\\c\nd\re é"));

        wire.takeReceipt("a:b\\c\nd\re é");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasRefusedGetsNoReceipt(Transport over) {
        Person ann = arrives(over, "name", "Ann");
        ann.joins(room);

        String refused = ann.sendsForReceipt(
                Frame.of("SEND", "destination", "/app/chat").body(Body.of("room", room, "text", "", "id", "x1")));
        JsonNode refusal = ann.isRefused("bad_request");

        assertThat(refusal.path("destination").asString()).isEqualTo("/app/chat");
        assertThat(refusal.path("id").asString()).isEqualTo("x1");
        ann.says(room, "after it");
        assertThat(ann.wire().frames().all(frame -> frame.header("receipt-id").equals(refused)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void connectedTellsWhoOneIsAndWhatHeartBeatsToExpect(Transport over) {
        Frame connected = opens(over).connect();

        assertThat(connected.header("version")).isEqualTo("1.2");
        assertThat(connected.header("user-name")).matches("[A-Za-z0-9_-]+");
        assertThat(connected.header("heart-beat")).isEqualTo(over.isHttp() ? "10000,25000" : "10000,0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "often", "10000", "1.5,2", "-1,-1", "99999999999999999999,1"})
    void aHeartBeatThatIsNoneIsAsIfNoneWereOffered(String offered) {
        Frame connected = opens(Transport.WEBSOCKET).connect("heart-beat", offered);

        assertThat(connected.header("heart-beat")).isEqualTo("10000,0");
    }

    @ParameterizedTest
    @CsvSource({
        "v12.stomp, v12.stomp",
        "v11.stomp, v11.stomp",
        "v10.stomp, v10.stomp",
        "'v12.stomp, v11.stomp, v10.stomp', v12.stomp",
        "'chess, v11.stomp', v11.stomp"
    })
    void aSubProtocolOfStompIsAgreedOn(String offered, String agreed) {
        WebSocketWire wire = closedAfterwards(WebSocketWire.open(server().uri(), offered.split(", ")));

        assertThat(wire.subProtocol()).isEqualTo(agreed);
        wire.connect();
    }

    @Test
    void aSubProtocolIsNotNeeded() {
        WebSocketWire wire = closedAfterwards(WebSocketWire.open(server().uri()));

        assertThat(wire.subProtocol()).isEmpty();
        wire.connect();
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1.0", "1.1, 1.1", "1.2, 1.2", "'1.0,1.1,1.2', 1.2", "'1.1,1.0', 1.1"})
    void theNewestCommonVersionOfStompIsAgreedOn(String accepted, String agreed) {
        Wire wire = opens(Transport.WEBSOCKET);

        wire.send("CONNECT\naccept-version:" + accepted + "\nhost:localhost\n\n\0");

        assertThat(wire.take("CONNECTED").header("version")).isEqualTo(agreed);
    }

    @Test
    void aVersionOfStompThatDoesNotExistIsAnErrorAndTheEnd() {
        Wire wire = opens(Transport.WEBSOCKET);

        wire.send("CONNECT\naccept-version:9.9\nhost:localhost\n\n\0");

        wire.take("ERROR");
        wire.awaitEnd();
    }

    @Test
    void theFrameStompConnectsToo() {
        Wire wire = opens(Transport.WEBSOCKET);

        wire.send(Frame.of("STOMP", "accept-version", "1.2", "host", "localhost"));

        wire.take("CONNECTED");
    }

    @Test
    void linesMayEndWithCarriageReturnsToo() {
        Wire wire = opens(Transport.WEBSOCKET);

        wire.send("CONNECT\r\naccept-version:1.2\r\nhost:localhost\r\n\r\n\0\r\n");

        wire.take("CONNECTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws/websocket", "/ws/000/anything/websocket"})
    void compressionIsNotAgreedOn(String path) {
        RawSocket socket = closedAfterwards(new RawSocket(
                server().uri().resolve(path), "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));

        assertThat(socket.handshake()).startsWith("HTTP/1.1 101");
        assertThat(socket.handshake().toLowerCase(Locale.ROOT)).doesNotContain("sec-websocket-extensions");
    }

    @Test
    void compressionIsAgreedOnWhereTheOperatorWantsIt() {
        ParlorServer deflating = ParlorServer.generous("parlor.stomp.deflate=true");
        RawSocket socket = closedAfterwards(
                new RawSocket(deflating.uri(), "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));

        assertThat(socket.handshake().toLowerCase(Locale.ROOT))
                .contains("sec-websocket-extensions: permessage-deflate");
    }

    @Test
    void aPageOfAnotherOriginIsNotLetIn() {
        assertThat(opensRaw("Origin: https://evil.example").handshake()).startsWith("HTTP/1.1 403");
        assertThat(opensRaw("Origin: null").handshake()).startsWith("HTTP/1.1 403");
        assertThat(opensRaw("Origin: " + server().uri()).handshake()).startsWith("HTTP/1.1 101");
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "SOCKJS_WEBSOCKET", "XHR_STREAMING"})
    void severalFramesInOneMessageAreReadOneAfterTheOther(Transport over) {
        Person ann = arrives(over, "name", "Ann");
        ann.joins(room);

        Frame one = Frame.of("SEND", "destination", "/app/chat").body(Body.of("room", room, "text", "one"));
        Frame two = Frame.of("SEND", "destination", "/app/chat").body(Body.of("room", room, "text", "two"));
        ann.wire().send(one.encode() + "\n" + two.encode() + "\r\n\n");

        assertThat(each(ann.hearsAll(room, "chat", 2, Duration.ofSeconds(10)), "text"))
                .containsExactly("one", "two");
    }

    @Test
    void oneFrameMayComeInSeveralMessages() {
        Person ann = isHere("Ann");

        String frame = Frame.of("SEND", "destination", "/app/chat")
                .body(Body.of("room", room, "text", "cut"))
                .encode();
        ann.wire().send(frame.substring(0, 9));
        ann.wire().send(frame.substring(9, frame.length() - 4));
        ann.wire().send(frame.substring(frame.length() - 4));

        assertThat(ann.hears(room, "chat").path("text").asString()).isEqualTo("cut");
    }

    @Test
    void oneMessageMayComeInSeveralWebSocketFrames() {
        Person ann = isHere("Ann");

        String frame = Frame.of("SEND", "destination", "/app/chat")
                .body(Body.of("room", room, "text", "cut"))
                .encode();
        ((WebSocketWire) ann.wire()).sendText(frame.substring(0, 12), false);
        ((WebSocketWire) ann.wire()).sendText(frame.substring(12), true);

        assertThat(ann.hears(room, "chat").path("text").asString()).isEqualTo("cut");
    }

    @Test
    void aBinaryMessageIsReadAsUtf8() {
        Person ann = isHere("Ann");

        String frame = Frame.of("SEND", "destination", "/app/chat")
                .body(Body.of("room", room, "text", "Grüße 𝄞"))
                .encode();
        ((WebSocketWire) ann.wire()).sendBinary(frame.getBytes(StandardCharsets.UTF_8));

        assertThat(ann.hears(room, "chat").path("text").asString()).isEqualTo("Grüße 𝄞");
    }

    @Test
    void sockJsTellsThatItIsThere() throws Exception {
        HttpResponse<String> info = get("/ws/info");

        assertThat(info.statusCode()).isEqualTo(200);
        assertThat(Body.parse(info.body()).path("websocket").asBoolean()).isTrue();
        assertThat(Body.parse(info.body()).has("entropy")).isTrue();
    }

    @Test
    void aSockJsSessionThatNobodyOpenedIsNotThere() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server().uri().resolve("/ws/000/nobody/xhr_send"))
                .POST(HttpRequest.BodyPublishers.ofString("[\"\\n\"]"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSecondWebSocketOfOneSockJsSessionEndsBoth() {
        URI session = URI.create("ws"
                + server().uri().toString().substring("http".length())
                + "/ws/000/"
                + UUID.randomUUID()
                + "/websocket");
        CompletableFuture<Void> first = endOf(session);
        CompletableFuture<Void> second = endOf(session);

        await().atMost(Duration.ofSeconds(20)).until(() -> first.isDone() && second.isDone());
    }

    @Test
    void whoIsInARoomIsGoneFromItWhenAnotherWebSocketOfTheirSockJsSessionEndsTheirs() {
        URI hasty = ParlorServer.hasty().uri();
        Person bob = closedAfterwards(Person.arrives(hasty, Transport.WEBSOCKET, "name", "Bob"));
        bob.joins(room);
        URI session = hasty.resolve("/ws/000/" + UUID.randomUUID() + "/websocket");
        RawSocket ann = closedAfterwards(new RawSocket(session));
        ann.text(inSockJs("CONNECT\naccept-version:1.2\nhost:localhost\nname:Ann\n\n\0"));
        ann.text(inSockJs("SUBSCRIBE\nid:1\ndestination:/topic/room." + room + "\n\n\0"));
        ann.awaitText("welcome");

        closedAfterwards(new RawSocket(session));

        ann.readToEnd();
        assertThat(bob.hears(room, "left").path("name").asString()).isEqualTo("Ann");
    }

    private static String inSockJs(String frame) {
        return "[\"" + frame.replace("\n", "\\n").replace("\0", "\\u0000") + "\"]";
    }

    private static CompletableFuture<Void> endOf(URI socket) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(socket, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
                        end.complete(null);
                        return null;
                    }

                    @Override
                    public void onError(WebSocket broken, Throwable cause) {
                        end.complete(null);
                    }
                })
                .join();
        return end;
    }

    private HttpResponse<String> get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server().uri().resolve(path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
