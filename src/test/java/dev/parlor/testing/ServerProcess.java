package dev.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, as somebody would start it in an empty folder; it can be killed, and started again on what it left. */
public final class ServerProcess implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path folder;
    private final int port = freePort();
    private final List<String> command = new ArrayList<>();
    private Process process;

    /** Starts a server whose working folder, and so its data, is the given one. */
    public ServerProcess(Path folder, String... settings) {
        this.folder = folder;
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dspring.devtools.restart.enabled=false",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.parlor.Parlor",
                "--server.port=" + port));
        Arrays.stream(settings).map(setting -> "--" + setting).forEach(command::add);
        process = launch();
    }

    public URI uri() {
        return URI.create("http://localhost:" + port);
    }

    /** kill -9. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it to stop, and awaits that it has. */
    public void stop() {
        process.destroy();
        awaitExit();
    }

    /** Starts it again, on the same port and the same data. */
    public void startAgain() {
        process = launch();
    }

    private Process launch() {
        Path log = folder.resolve("server.log");
        try {
            Process started = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            await("the server in " + folder)
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !started.isAlive() || isHealthy());
            assertThat(started.isAlive()).as("it ended: " + tail(log)).isTrue();
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri().resolve("/actuator/health")).build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private void awaitExit() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The server did not end within 60 s");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
