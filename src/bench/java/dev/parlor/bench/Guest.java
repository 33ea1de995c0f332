package dev.parlor.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Somebody with a connection of their own, in one room. */
final class Guest implements WebSocket.Listener {

    /** Who makes sense of what guests hear. Called for one guest by one thread at a time. */
    interface Ears {

        /** The room, or in it somebody, said this. */
        void heard(Guest guest, Message message);

        /** They are in, having begun to connect at this time, in ns of {@link System#nanoTime()}. */
        default void came(Guest guest, long since) {}

        /** What was sent with this receipt is done. */
        default void done(Guest guest, String receipt) {}
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String room;
    private final int number;
    private final int seat;
    private final String joinHeaders;
    private final Tally tally;
    private final Ears ears;
    private final FrameReader reader = new FrameReader();
    private final CompletableFuture<Guest> joined = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private CompletableFuture<WebSocket> sending = new CompletableFuture<>();
    private volatile String id = "";
    private volatile boolean leaving;
    private volatile boolean stopped;
    private volatile long lastHeard = System.nanoTime();
    private volatile long since;
    private String error = "";

    /**
     * @param number 0, 1, 2 … in all rooms
     * @param seat 0, 1, 2 … in this room
     * @param joinHeaders more header lines for SUBSCRIBE
     */
    Guest(String room, int number, int seat, String joinHeaders, Tally tally, Ears ears) {
        this.room = room;
        this.number = number;
        this.seat = seat;
        this.joinHeaders = joinHeaders;
        this.tally = tally;
        this.ears = ears;
    }

    String room() {
        return room;
    }

    int number() {
        return number;
    }

    int seat() {
        return seat;
    }

    /** The participant id; empty until it is known. */
    String id() {
        return id;
    }

    /** When anything came last, a heart-beat too: ns of {@link System#nanoTime()}. */
    long lastHeard() {
        return lastHeard;
    }

    boolean isIn() {
        return joined.isDone() && !joined.isCompletedExceptionally() && !gone.isDone();
    }

    /** Connects and joins; done once the welcome is there and nothing is missed any more, or it failed. */
    CompletableFuture<Guest> comes(HttpClient http, URI server) {
        since = System.nanoTime();
        http.newWebSocketBuilder()
                .subprotocols("v12.stomp")
                .connectTimeout(PATIENCE)
                .buildAsync(server, this)
                .whenComplete((socket, failure) -> {
                    if (failure != null) {
                        end("no connection: " + why(failure));
                    }
                });
        return joined.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).whenComplete((in, failure) -> {
            if (failure instanceof TimeoutException) {
                tally.cutOff("not in within " + PATIENCE.toSeconds() + " s");
            }
        });
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused
                ? "HTTP " + refused.getResponse().statusCode()
                : cause.getClass().getSimpleName();
    }

    /** Reads no more, and stays: to be cut off is no failure then. */
    void stops() {
        stopped = true;
        leaving = true;
    }

    boolean hasStopped() {
        return stopped;
    }

    /** Says goodbye; done once the connection is closed. */
    CompletableFuture<Void> leaves() {
        leaving = true;
        if (stopped) {
            // Nobody would read the answer.
            sending.thenAccept(WebSocket::abort);
            end("stopped");
        } else if (!gone.isDone()) {
            send("DISCONNECT\nreceipt:bye\n\n\0");
        }
        return gone;
    }

    /** Sends a JSON body to a destination; with a receipt unless that is empty. */
    void send(String destination, String receipt, String json) {
        send("SEND\ndestination:" + destination + "\ncontent-type:application/json\n"
                + (receipt.isEmpty() ? "" : "receipt:" + receipt + "\n") + "\n" + json + "\0");
    }

    /** The client takes one message at a time: the next one waits for the end of the one before. */
    private synchronized void send(String frame) {
        sending = sending.thenCompose(socket -> socket.sendText(frame, true));
    }

    @Override
    public void onOpen(WebSocket socket) {
        tally.connected();
        sending.complete(socket);
        send("CONNECT\naccept-version:1.2\nhost:load\n\n\0");
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        lastHeard = System.nanoTime();
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        tally.bytes.add(bytes.length);
        try {
            reader.read(bytes, this::take);
        } catch (RuntimeException unreadable) {
            end("unreadable: " + unreadable);
            socket.abort();
        }
        if (!stopped) {
            socket.request(1);
        }
        return null;
    }

    private void take(Frame frame) {
        tally.frames.increment();
        if (frame.is("MESSAGE")) {
            if (frame.header("subscription").equals("errors")) {
                refused(frame);
            } else {
                ears.heard(this, new Message(frame));
            }
        } else if (frame.is("RECEIPT")) {
            receipt(frame.header("receipt-id"));
        } else if (frame.is("CONNECTED")) {
            id = frame.header("user-name");
            send("SUBSCRIBE\nid:errors\ndestination:/user/queue/errors\n\n\0");
            send("SUBSCRIBE\nid:room\ndestination:/topic/room." + room + "\n" + joinHeaders + "receipt:in\n\n\0");
        } else if (frame.is("ERROR")) {
            error = "ERROR " + frame.header("message") + ", ";
        }
    }

    private void refused(Frame frame) {
        JsonNode refusal = new Message(frame).tree();
        String code = refusal.path("code").asString();
        tally.refused(code, refusal.path("destination").asString(""));
        joined.completeExceptionally(new IllegalStateException("refused: " + code));
    }

    private void receipt(String receipt) {
        switch (receipt) {
            case "in" -> {
                ears.came(this, since);
                joined.complete(this);
            }
            case "bye" -> {}
            default -> ears.done(this, receipt);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end("closed with " + code);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        end(failure.toString());
    }

    private void end(String how) {
        if (gone.complete(null)) {
            if (sending.isDone()) {
                tally.disconnected();
            }
            if (!leaving) {
                tally.cutOff(error + how);
            }
            joined.completeExceptionally(new IllegalStateException(how));
        }
    }
}
