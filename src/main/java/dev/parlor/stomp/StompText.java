package dev.parlor.stomp;

import java.nio.charset.StandardCharsets;

/**
 * Writes one STOMP frame.
 *
 * @see <a href="https://stomp.github.io/stomp-specification-1.2.html">STOMP 1.2</a>
 */
final class StompText {

    private static final byte[] NO_BODY = {};

    private final StringBuilder head = new StringBuilder(160);

    private StompText(String command) {
        head.append(command).append('\n');
    }

    static StompText frame(String command) {
        return new StompText(command);
    }

    StompText header(String name, String value) {
        head.append(name).append(':');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> head.append("\\\\");
                case ':' -> head.append("\\c");
                case '\n' -> head.append("\\n");
                case '\r' -> head.append("\\r");
                default -> head.append(c);
            }
        }
        head.append('\n');
        return this;
    }

    Outgoing withoutBody() {
        return frame(NO_BODY);
    }

    Outgoing body(byte[] body) {
        head.append("content-length:").append(body.length).append('\n');
        return frame(body);
    }

    private Outgoing frame(byte[] body) {
        byte[] start = head.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body.length + 1];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return new Outgoing(all);
    }
}
