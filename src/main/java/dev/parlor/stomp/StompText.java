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

    private StompText() {}

    static StompText frame(String command) {
        StompText frame = headers();
        frame.head.append(command).append('\n');
        return frame;
    }

    /** Headers without a frame. */
    static StompText headers() {
        return new StompText();
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

    /** What there is so far. */
    byte[] headerBytes() {
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    Outgoing withoutBody() {
        return frame(NO_BODY);
    }

    Outgoing body(byte[] body) {
        head.append("content-length:").append(body.length).append('\n');
        return frame(body);
    }

    private Outgoing frame(byte[] body) {
        head.append('\n');
        byte[] start = headerBytes();
        byte[] all = new byte[start.length + body.length + 1];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return new Outgoing.Whole(all);
    }
}
