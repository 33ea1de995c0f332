package dev.parlor.bench;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts a stream of bytes into frames, however WebSocket messages cut it: by {@code content-length} where a frame has it, and
 * at the NUL where not. Used by one thread at a time.
 */
final class FrameReader {

    private static final int UNKNOWN = -1;

    private byte[] rest = {};

    /** Takes what came next and hands on each frame that it completes. */
    void read(byte[] next, Consumer<Frame> frames) {
        byte[] bytes = join(rest, next);
        int at = 0;
        while (true) {
            while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
                at++; // A heart-beat, or the end of line that may follow a frame.
            }
            int body = body(bytes, at);
            int end = body == UNKNOWN ? UNKNOWN : end(bytes, at, body);
            if (end == UNKNOWN) {
                break;
            }
            frames.accept(new Frame(bytes, at, body, end));
            at = end + 1;
        }
        rest = at == 0 ? bytes : Arrays.copyOfRange(bytes, at, bytes.length);
    }

    private static int body(byte[] bytes, int head) {
        for (int i = head; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
                return i + 2;
            }
        }
        return UNKNOWN;
    }

    private static int end(byte[] bytes, int head, int body) {
        String length = new Frame(bytes, head, body, body).header("content-length");
        int end = body;
        if (length.isEmpty()) {
            while (end < bytes.length && bytes[end] != 0) {
                end++;
            }
        } else {
            end += Integer.parseInt(length);
        }
        if (end >= bytes.length) {
            return UNKNOWN;
        }
        if (bytes[end] != 0) {
            throw new IllegalStateException("No NUL at the end of " + new Frame(bytes, head, body, end));
        }
        return end;
    }

    private static byte[] join(byte[] one, byte[] other) {
        if (one.length == 0) {
            return other;
        }
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
