package dev.parlor.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What to do about a reason for refusing or cutting off. */
final class Advice {

    private static final Map<String, String> BY_BEGINNING = new LinkedHashMap<>();

    static {
        BY_BEGINNING.put(
                "rate_limited /app/chat",
                "start Parlor with --parlor.chat.lines-per-second=1000000 --parlor.chat.burst=1000000");
        BY_BEGINNING.put(
                "rate_limited /app/pose",
                "start Parlor with a higher --parlor.pose.per-second and --parlor.pose.burst");
        BY_BEGINNING.put("unavailable /app/chat", "lower the window, or raise --parlor.chat.max-waiting");
        BY_BEGINNING.put("unavailable", "raise --parlor.rooms.max-open");
        BY_BEGINNING.put("unknown_room", "start Parlor with --parlor.rooms.open=true");
        BY_BEGINNING.put(
                "ERROR too_slow",
                "this tool, or the network, reads too slowly: ask for less, or measure from elsewhere");
        BY_BEGINNING.put("no connection: HTTP 503", "raise --parlor.stomp.max-connections");
        BY_BEGINNING.put("no connection: HTTP", "is it a Parlor, at this path?");
        BY_BEGINNING.put("no connection: ConnectException", "does Parlor run, and does it listen there?");
        BY_BEGINNING.put(
                "no connection: SSL",
                "for a certificate of your own: java -Djavax.net.ssl.trustStore=… @target/load …");
        BY_BEGINNING.put("no connection", "\"ulimit -n\" bounds the connections on both sides");
    }

    private Advice() {}

    static Optional<String> on(String reason) {
        return BY_BEGINNING.entrySet().stream()
                .filter(advice -> reason.startsWith(advice.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
