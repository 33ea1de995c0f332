package dev.parlor.testing;

import dev.parlor.Parlor;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A server in this JVM, started as {@code main()} does, on a free port. One for each set of settings, shared by all tests. */
public final class ParlorServer {

    /** Limits that no decent test meets. */
    private static final List<String> GENEROUS = List.of(
            "--parlor.chat.lines-per-second=1000000",
            "--parlor.chat.burst=1000000",
            "--parlor.pose.per-second=1000000",
            "--parlor.pose.burst=1000000",
            "--parlor.event.per-second=1000000",
            "--parlor.event.burst=1000000",
            "--parlor.event.bytes-per-second=1GB",
            "--parlor.event.bytes-burst=1GB",
            "--parlor.rps.per-second=1000000",
            "--parlor.rps.burst=1000000",
            "--parlor.rps.asks-per-second=1000000",
            "--parlor.rps.asks-burst=1000000",
            "--parlor.rps.challenge-pause=1ms",
            "--parlor.rooms.made-per-minute=1000000");

    private static final Map<List<String>, ParlorServer> RUNNING = new ConcurrentHashMap<>();

    private final ConfigurableApplicationContext context;

    private ParlorServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** With generous rate limits, everything else as it comes. */
    public static ParlorServer usual() {
        return generous();
    }

    /** With generous rate limits, and little patience: gone is gone almost at once. */
    public static ParlorServer hasty() {
        return generous("parlor.presence.grace=500ms", "parlor.stomp.connect-within=2s");
    }

    /** As it comes, limits and all. */
    public static ParlorServer asItComes() {
        return RUNNING.computeIfAbsent(List.of(), ParlorServer::start);
    }

    /** With generous rate limits and settings of one's own, such as {@code parlor.rooms.open=false}. */
    public static ParlorServer generous(String... settings) {
        List<String> all = Stream.concat(
                        GENEROUS.stream(), Arrays.stream(settings).map(setting -> "--" + setting))
                .toList();
        return RUNNING.computeIfAbsent(all, ParlorServer::start);
    }

    private static ParlorServer start(List<String> settings) {
        // Developer tools would restart main() in a class loader of their own.
        System.setProperty("spring.devtools.restart.enabled", "false");
        String[] arguments = Stream.concat(
                        settings.stream(),
                        Stream.of(
                                "--server.port=0",
                                "--spring.jmx.enabled=false",
                                "--parlor.data=" + TemporaryFolder.make().resolve("data")))
                .toArray(String[]::new);
        return new ParlorServer(SpringApplication.run(Parlor.class, arguments));
    }

    public URI uri() {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** Where connections come in. */
    public ServerConnector door() {
        JettyWebServer web = (JettyWebServer) ((WebServerApplicationContext) context).getWebServer();
        return (ServerConnector) web.getServer().getConnectors()[0];
    }

    /** A part of the server, to look at what it keeps. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }
}
