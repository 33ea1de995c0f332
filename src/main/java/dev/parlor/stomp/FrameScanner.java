package dev.parlor.stomp;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import java.nio.ByteBuffer;

/**
 * Follows one client's stream of bytes from frame to frame, so that what is not STOMP, or is too large, is noticed at its
 * first wrong byte: Spring's decoder would wait for the rest of it. It keeps no bytes.
 *
 * @see <a href="https://stomp.github.io/stomp-specification-1.2.html#Augmented_BNF">STOMP 1.2, Augmented BNF</a>
 */
final class FrameScanner {

    private static final int LONGEST_COMMAND = 11;
    private static final String CONTENT_LENGTH = "content-length:";

    private enum Part {
        BETWEEN,
        COMMAND,
        HEADERS,
        BODY
    }

    private final int limit;
    private Part part = Part.BETWEEN;
    private int size;
    private int lineLength;
    /** How far the header line agrees with {@link #CONTENT_LENGTH}; -1 once it does not. */
    private int agrees;

    private long contentLength;
    private long bodyLength;

    FrameScanner(int limit) {
        this.limit = limit;
    }

    /** How many bytes a frame may have. */
    int limit() {
        return limit;
    }

    /** Whether no frame has begun that has not ended. */
    boolean isBetweenFrames() {
        return part == Part.BETWEEN;
    }

    /** Looks at what came. Refuses with {@code bad_request} or {@code too_large}; after that it is of no more use. */
    void scan(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit(); i++) {
            if (++size > limit) {
                throw new Refused(ErrorCode.TOO_LARGE, "A frame has at most " + limit + " bytes.");
            }
            step(bytes.get(i));
        }
    }

    private void step(byte b) {
        switch (part) {
            case BETWEEN -> between(b);
            case COMMAND -> command(b);
            case HEADERS -> header(b);
            case BODY -> body(b);
        }
    }

    private void between(byte b) {
        if (b == '\n' || b == '\r') {
            size = 0; // A heart-beat, or the end of the line behind a frame: no part of the next.
        } else {
            lineLength = 0;
            part = Part.COMMAND;
            command(b);
        }
    }

    private void command(byte b) {
        if (b == '\n' && lineLength > 0) {
            part = Part.HEADERS;
            contentLength = -1;
            startLine();
        } else if (b != '\r' && (b < 'A' || b > 'Z' || ++lineLength > LONGEST_COMMAND)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "That is not a STOMP frame.");
        }
    }

    private void header(byte b) {
        if (b == 0) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A frame ends before its headers do.");
        } else if (b == '\n') {
            if (lineLength == 0) {
                part = Part.BODY;
                bodyLength = 0;
            } else {
                startLine();
            }
        } else if (b != '\r') {
            lineLength++;
            if (agrees == CONTENT_LENGTH.length()) {
                boolean digit = b >= '0' && b <= '9';
                contentLength =
                        digit ? Math.min(Math.max(contentLength, 0) * 10 + (b - '0'), limit + 1L) : contentLength;
            } else if (agrees >= 0) {
                agrees = CONTENT_LENGTH.charAt(agrees) == b ? agrees + 1 : -1;
            }
        }
    }

    private void startLine() {
        lineLength = 0;
        agrees = contentLength < 0 ? 0 : -1; // Of repeated headers the first counts.
    }

    private void body(byte b) {
        if (bodyLength >= contentLength && b == 0) {
            part = Part.BETWEEN;
            size = 0;
        } else {
            bodyLength++;
        }
    }
}
