package dev.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Somebody with a connection: comes, joins, says, hears. Whatever they await has to come within {@link Inbox#PATIENCE}. */
public final class Person implements AutoCloseable {

    private final Wire wire;
    private final Frame connected;
    private final AtomicInteger receipts = new AtomicInteger();
    private String resumeToken = "";

    private Person(Wire wire, Frame connected) {
        this.wire = wire;
        this.connected = connected;
    }

    /** Connects, and listens to what is told to them alone. Headers of CONNECT come as name, value … */
    public static Person arrives(URI server, Transport over, String... connectHeaders) {
        Wire wire = over.open(server);
        Person person = new Person(wire, wire.connect(connectHeaders));
        person.does(Frame.of("SUBSCRIBE", "id", "errors", "destination", "/user/queue/errors"));
        person.does(Frame.of("SUBSCRIBE", "id", "events", "destination", "/user/queue/events"));
        return person;
    }

    /** The participant id that CONNECTED told. */
    public String id() {
        return connected.header("user-name");
    }

    /** The token of the newest welcome. */
    public String resumeToken() {
        assertThat(resumeToken).as("the token of a welcome").isNotEmpty();
        return resumeToken;
    }

    /** The token that CONNECTED told, by which another connection is the same player. */
    public String playerToken() {
        return connected.header("player");
    }

    public Wire wire() {
        return wire;
    }

    /** Joins, and returns the welcome. */
    public JsonNode joins(String room, String... headers) {
        asksToJoin(room, headers);
        JsonNode welcome = hears(room, "welcome");
        resumeToken = welcome.path("you").path("resume").asString();
        return welcome;
    }

    /** Sends SUBSCRIBE, and does not wait. */
    public void asksToJoin(String room, String... headers) {
        List<String> all = new ArrayList<>(List.of("id", "room." + room, "destination", "/topic/room." + room));
        all.addAll(List.of(headers));
        wire.send(Frame.of("SUBSCRIBE", all.toArray(String[]::new)));
    }

    /** Leaves a room, and awaits that it is done. */
    public void leaves(String room) {
        does(Frame.of("UNSUBSCRIBE", "id", "room." + room));
    }

    /** Says goodbye: DISCONNECT, its RECEIPT, closed. */
    public void disconnects() {
        does(Frame.of("DISCONNECT"));
        wire.close();
    }

    /** Is gone without a word. */
    public void vanishes() {
        wire.cut();
    }

    /** Says a line, awaits that it is done, and returns it as it came back. */
    public JsonNode says(String room, String text) {
        String id = "line-" + UUID.randomUUID();
        does("/app/chat", "room", room, "text", text, "id", id);
        return hears(room, "chat", line -> line.path("id").asString().equals(id));
    }

    /** Sends a body, and does not wait; its fields come as name, value … */
    public void sends(String destination, Object... fields) {
        sendsBody(destination, Body.of(fields));
    }

    /** Sends any text as body, and does not wait. */
    public void sendsBody(String destination, String body) {
        wire.send(Frame.of("SEND", "destination", destination, "content-type", "application/json")
                .body(body));
    }

    /** Sends a body, and awaits that it is done. */
    public void does(String destination, Object... fields) {
        does(Frame.of("SEND", "destination", destination, "content-type", "application/json")
                .body(Body.of(fields)));
    }

    private void does(Frame frame) {
        wire.takeReceipt(sendsForReceipt(frame));
    }

    /** Sends a frame with a receipt header of its own, and returns the receipt's id. */
    public String sendsForReceipt(Frame frame) {
        String receipt = "r" + receipts.incrementAndGet();
        wire.send(frame.with("receipt", receipt));
        return receipt;
    }

    /** Awaits the next message of this type in a room. */
    public JsonNode hears(String room, String type) {
        return hears(room, type, any -> true);
    }

    /** Awaits the next message of this type in a room that fits. */
    public JsonNode hears(String room, String type, Predicate<JsonNode> fits) {
        return hears(room, type, Inbox.PATIENCE, fits);
    }

    /** Awaits the next message of this type in a room that fits. */
    public JsonNode hears(String room, String type, Duration patience, Predicate<JsonNode> fits) {
        return wire.frames()
                .take(type + " in " + room, patience, frame -> isOf(room, type, frame) && fits.test(frame.json()))
                .json();
    }

    /** Awaits that a room has said so many messages of this type, and returns them all. */
    public List<JsonNode> hearsAll(String room, String type, int count, Duration patience) {
        return wire.frames().awaitAll(type + " in " + room, count, patience, frame -> isOf(room, type, frame)).stream()
                .map(Frame::json)
                .toList();
    }

    /** What a room has said of this type so far, heard or not. */
    public List<JsonNode> heard(String room, String type) {
        return wire.frames().all(frame -> isOf(room, type, frame)).stream()
                .map(Frame::json)
                .toList();
    }

    private static boolean isOf(String room, String type, Frame frame) {
        return frame.command().equals("MESSAGE")
                && frame.header("destination").equals("/topic/room." + room)
                && frame.json().path("type").asString().equals(type);
    }

    /** Awaits the next event told to this person alone. */
    public JsonNode hearsPrivately() {
        return wire.take(
                        "an event of one's own",
                        frame -> frame.header("subscription").equals("events"))
                .json();
    }

    /** Listens to what is told to them alone about matches, from now on. */
    public Person plays() {
        does(Frame.of("SUBSCRIBE", "id", "play", "destination", "/user/queue/rps"));
        return this;
    }

    /** Awaits the next message of this type about matches to this person alone. */
    public JsonNode isTold(String type) {
        return isTold(type, any -> true);
    }

    /** Awaits the next message of this type about matches to this person alone that fits. */
    public JsonNode isTold(String type, Predicate<JsonNode> fits) {
        return wire.take(
                        type + " to oneself",
                        frame -> frame.header("subscription").equals("play")
                                && frame.json().path("type").asString().equals(type)
                                && fits.test(frame.json()))
                .json();
    }

    /** Awaits the next state of a match in a room that fits. */
    public JsonNode sees(String room, Predicate<JsonNode> fits) {
        return hears(room, "match", message -> fits.test(message.path("match"))).path("match");
    }

    /** Awaits the next refusal, with this code, and returns it. */
    public JsonNode isRefused(String... codes) {
        JsonNode refusal = wire.take(
                        "a refusal", frame -> frame.header("subscription").equals("errors"))
                .json();
        assertThat(refusal.path("code").asString()).as("the code of " + refusal).isIn((Object[]) codes);
        assertThat(refusal.path("message").asString())
                .as("the message of " + refusal)
                .isNotBlank();
        return refusal;
    }

    /** The refusals so far. */
    public List<JsonNode> refusals() {
        return wire.frames().all(frame -> frame.header("subscription").equals("errors")).stream()
                .map(Frame::json)
                .toList();
    }

    /** Awaits that the connection ends with an ERROR frame, and returns it. */
    public Frame isCutOff() {
        Frame error = wire.take("ERROR");
        wire.awaitEnd();
        return error;
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public String toString() {
        return id();
    }
}
