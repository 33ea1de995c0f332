package dev.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One STOMP 1.2 frame. Its headers are as they are meant: escaped on the wire only. */
public final class Frame {

    private final String command;
    private final Map<String, String> headers;
    private final String body;
    private @Nullable JsonNode json;

    private Frame(String command, Map<String, String> headers, String body) {
        this.command = command;
        this.headers = headers;
        this.body = body;
    }

    /** A frame without a body; headers come as name, value, name, value … */
    public static Frame of(String command, String... headers) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new Frame(command, map, "");
    }

    /** The same frame with one more header. */
    public Frame with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Frame(command, more, body);
    }

    /** The same frame with a body. */
    public Frame body(String text) {
        return new Frame(command, headers, text);
    }

    public String command() {
        return command;
    }

    /** The value of a header; empty where it is absent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public String body() {
        return body;
    }

    /** The body as JSON. */
    public JsonNode json() {
        JsonNode parsed = json;
        if (parsed == null) {
            parsed = Body.parse(body);
            json = parsed;
        }
        return parsed;
    }

    /** The frame as it goes over the wire, its NUL included. */
    public String encode() {
        boolean escaped = !command.equals("CONNECT");
        StringBuilder text = new StringBuilder(command).append('\n');
        headers.forEach((name, value) -> text.append(escaped ? escape(name) : name)
                .append(':')
                .append(escaped ? escape(value) : value)
                .append('\n'));
        return text.append('\n').append(body).append('\0').toString();
    }

    /** Reads a frame, without the NUL at its end. */
    static Frame parse(String text) {
        int end = text.indexOf("\n\n");
        assertThat(end).as("the blank line after the headers of " + text).isPositive();
        String[] lines = text.substring(0, end).split("\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        boolean escaped = !lines[0].equals("CONNECTED");
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            String name = lines[i].substring(0, colon);
            String value = lines[i].substring(colon + 1);
            headers.putIfAbsent(escaped ? unescape(name) : name, escaped ? unescape(value) : value);
        }
        String body = text.substring(end + 2);
        String length = headers.get("content-length");
        if (length != null) {
            assertThat(body.getBytes(StandardCharsets.UTF_8))
                    .as("content-length of " + text)
                    .hasSize(Integer.parseInt(length));
        }
        return new Frame(lines[0], headers, body);
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace(":", "\\c");
    }

    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                plain.append(c);
            } else {
                plain.append(
                        switch (text.charAt(++i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            case 'c' -> ':';
                            case '\\' -> '\\';
                            default -> throw new AssertionError("An escape that STOMP 1.2 does not have in " + text);
                        });
            }
        }
        return plain.toString();
    }

    @Override
    public String toString() {
        String text = command + headers + " " + body;
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
