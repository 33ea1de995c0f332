package dev.parlor.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** STOMP over native WebSocket, by the JDK's client: it answers pings by itself, as browsers do. */
public sealed class WebSocketWire extends Wire permits SockJsWire.OverWebSocket {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    WebSocketWire() {}

    /** Opens {@code /ws} of a server. */
    public static WebSocketWire open(URI server, String... subProtocols) {
        WebSocketWire wire = new WebSocketWire();
        wire.open(endpoint(server, "/ws"), List.of(subProtocols));
        return wire;
    }

    final void open(URI endpoint, List<String> subProtocols) {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        if (!subProtocols.isEmpty()) {
            builder.subprotocols(
                    subProtocols.get(0),
                    subProtocols.subList(1, subProtocols.size()).toArray(String[]::new));
        }
        socket.complete(finish(builder.buildAsync(endpoint, new Ears())));
    }

    static URI endpoint(URI server, String path) {
        return URI.create("ws" + server.toString().substring("http".length()) + path);
    }

    /** The sub-protocol that was agreed on; empty where none was. */
    public String subProtocol() {
        return socket().getSubprotocol();
    }

    @Override
    public void send(String message) {
        sendText(message, true);
    }

    /** Sends a WebSocket text frame, the last of its message or not. */
    public synchronized void sendText(String text, boolean last) {
        sent(socket().sendText(text, last));
    }

    /** Sends a binary message. */
    public synchronized void sendBinary(byte[] bytes) {
        sent(socket().sendBinary(ByteBuffer.wrap(bytes), true));
    }

    @Override
    public void cut() {
        socket().abort();
        ended(1006, "cut by us");
    }

    /** What a whole WebSocket message says. */
    void message(String text) {
        received(text);
    }

    private WebSocket socket() {
        return finish(socket);
    }

    /** A server that has had enough hangs up before all is sent: then what it said counts, and the test looks at that. */
    private static void sent(CompletableFuture<WebSocket> sending) {
        finish(sending.handle((socket, failure) -> {
            if (failure != null && !(failure instanceof IOException)) {
                throw new CompletionException(failure);
            }
            return true;
        }));
    }

    private static <T> T finish(CompletableFuture<T> future) {
        try {
            return future.get(Inbox.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("The WebSocket failed: " + failure, failure);
        }
    }

    private final class Ears implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                try {
                    message(whole);
                } catch (RuntimeException | AssertionError unreadable) {
                    ended(1006, "we can't read what came: " + unreadable);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            return onText(from, StandardCharsets.UTF_8.decode(data), last);
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended(code, reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended(1006, error.toString());
        }
    }
}
