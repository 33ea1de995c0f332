package dev.parlor.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** STOMP over SockJS, written by hand after the SockJS protocol 0.3.3: what a browser falls back to. */
final class SockJsWire {

    private SockJsWire() {}

    private static String session() {
        return "/ws/000/" + UUID.randomUUID().toString().replace("-", "");
    }

    /** Reads one SockJS frame: {@code o}, {@code h}, {@code a[…]} or {@code c[code,"reason"]}. */
    private static void read(String frame, Runnable opened, Consumer<String> message, Consumer<Wire.End> closed) {
        switch (frame.charAt(0)) {
            case 'o' -> opened.run();
            case 'h' -> {}
            case 'a' -> Body.parse(frame.substring(1)).forEach(text -> message.accept(text.asString()));
            case 'c' -> {
                JsonNode end = Body.parse(frame.substring(1));
                closed.accept(new Wire.End(end.get(0).asInt(), end.get(1).asString()));
            }
            default -> throw new AssertionError("Not a SockJS frame: " + frame);
        }
    }

    private static void awaitOpen(CountDownLatch open) {
        try {
            if (!open.await(Inbox.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("SockJS did not open");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The transport "websocket". */
    static final class OverWebSocket extends WebSocketWire {

        private final CountDownLatch open = new CountDownLatch(1);

        OverWebSocket(URI server) {
            open(endpoint(server, session() + "/websocket"), List.of());
            awaitOpen(open);
        }

        @Override
        public void send(String message) {
            sendText(Body.write(List.of(message)), true);
        }

        @Override
        void message(String frame) {
            read(frame, open::countDown, this::received, end -> ended(end.code(), end.reason()));
        }
    }

    /** The transports over HTTP: one request that receives, again and again, and one for each message sent. */
    static final class OverHttp extends Wire {

        private static final HttpClient CLIENT =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        private final String session;
        private final Transport transport;
        private final CountDownLatch open = new CountDownLatch(1);
        private volatile boolean over;
        private volatile @Nullable InputStream receiving;

        OverHttp(URI server, Transport transport) {
            this.session = server + session();
            this.transport = transport;
            Thread ears = new Thread(this::receive, "sockjs-" + transport);
            ears.setDaemon(true);
            ears.start();
            awaitOpen(open);
        }

        @Override
        public synchronized void send(String message) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(session + "/xhr_send"))
                    .header("Content-Type", "text/plain;charset=UTF-8")
                    .timeout(Inbox.PATIENCE)
                    .POST(HttpRequest.BodyPublishers.ofString(Body.write(List.of(message))))
                    .build();
            try {
                int status = CLIENT.send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode();
                if (status != 204) {
                    throw new IllegalStateException("xhr_send was answered with " + status);
                }
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException("xhr_send failed", failure);
            }
        }

        @Override
        public void cut() {
            over = true;
            InputStream stream = receiving;
            if (stream != null) {
                try {
                    stream.close();
                } catch (IOException alreadyClosed) {
                    // Closed is what we want.
                }
            }
            ended(1006, "cut by us");
        }

        private void receive() {
            try {
                while (!over) {
                    receiveOnce();
                }
            } catch (IOException | InterruptedException | RuntimeException | AssertionError failure) {
                ended(1006, failure.toString());
            }
        }

        private void receiveOnce() throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(session + PATHS.get(transport)));
            if (transport == Transport.XHR_POLLING || transport == Transport.XHR_STREAMING) {
                request.POST(HttpRequest.BodyPublishers.noBody());
            }
            HttpResponse<InputStream> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            receiving = response.body();
            if (response.statusCode() != 200) {
                over = true;
                ended(1006, "receiving was answered with " + response.statusCode());
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null && !over; line = lines.readLine()) {
                    String frame = frameIn(line);
                    if (!frame.isEmpty()) {
                        read(frame, open::countDown, this::received, this::closed);
                    }
                }
            }
        }

        private void closed(End end) {
            over = true;
            ended(end.code(), end.reason());
        }

        private String frameIn(String line) {
            return switch (transport) {
                case EVENTSOURCE -> line.startsWith("data: ") ? line.substring("data: ".length()) : "";
                case HTMLFILE ->
                    line.startsWith("p(\"") ? Body.parseScript(line.substring(2, line.lastIndexOf(')'))) : "";
                default -> line.startsWith("hhh") ? "" : line;
            };
        }

        private static final Map<Transport, String> PATHS = Map.of(
                Transport.XHR_STREAMING, "/xhr_streaming",
                Transport.XHR_POLLING, "/xhr",
                Transport.EVENTSOURCE, "/eventsource",
                Transport.HTMLFILE, "/htmlfile?c=p_callback");
    }
}
