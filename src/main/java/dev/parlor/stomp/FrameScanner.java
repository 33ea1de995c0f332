package dev.parlor.stomp;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Refused;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.stomp.StompCommand;

/**
 * Follows one client's stream of bytes from frame to frame, so that what is not STOMP, or is too large, is noticed at its
 * first wrong byte: Spring's decoder would wait for the rest of it. It keeps no bytes.
 *
 * @see <a href="https://stomp.github.io/stomp-specification-1.2.html#Augmented_BNF">STOMP 1.2, Augmented BNF</a>
 */
final class FrameScanner {

    private static final Map<Long, StompCommand> COMMANDS =
            Arrays.stream(StompCommand.values()).collect(Collectors.toMap(FrameScanner::code, Function.identity()));
    /** Letters of a command, of which a {@code long} holds twelve. */
    private static final int LETTER_BITS = 5;

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
    private long letters;
    private @Nullable StompCommand command;
    /** Where the first colon is in a header's line; 0 before it. */
    private int colon;

    private boolean escape;
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

    /** Of the frame that came last, as soon as it is known. */
    @Nullable
    StompCommand command() {
        return command;
    }

    /** Whether no frame has begun that has not ended. */
    boolean isBetweenFrames() {
        return part == Part.BETWEEN;
    }

    /**
     * Takes what came up to the end of a frame, or all of it where none ends. Refuses with {@code bad_request} or
     * {@code too_large}; after that it is of no more use.
     */
    ByteBuffer next(ByteBuffer bytes) {
        int from = bytes.position();
        boolean ends = false;
        while (!ends && bytes.hasRemaining()) {
            if (++size > limit) {
                throw new Refused(ErrorCode.TOO_LARGE, "A frame has at most " + limit + " bytes.");
            }
            ends = endsWith(bytes.get());
        }
        return bytes.slice(from, bytes.position() - from);
    }

    private boolean endsWith(byte b) {
        switch (part) {
            case BETWEEN -> between(b);
            case COMMAND -> command(b);
            case HEADERS -> header(b);
            case BODY -> body(b);
        }
        return b == 0 && part == Part.BETWEEN;
    }

    private void between(byte b) {
        if (b == '\n' || b == '\r') {
            size = 0; // A heart-beat, or the end of the line behind a frame: no part of the next.
        } else {
            lineLength = 0;
            letters = 0;
            part = Part.COMMAND;
            command(b);
        }
    }

    private void command(byte b) {
        if (b == '\n' && COMMANDS.containsKey(letters)) {
            command = COMMANDS.get(letters);
            part = Part.HEADERS;
            contentLength = -1;
            startLine();
        } else if (b >= 'A' && b <= 'Z' && ++lineLength <= LONGEST_COMMAND) {
            letters = letters << LETTER_BITS | b - '@';
        } else if (b != '\r') {
            throw new Refused(ErrorCode.BAD_REQUEST, "That is not a STOMP frame.");
        }
    }

    private static long code(StompCommand command) {
        return command.name().chars().asLongStream().reduce(0, (code, letter) -> code << LETTER_BITS | letter - '@');
    }

    private void header(byte b) {
        if (b == 0) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A frame ends before its headers do.");
        } else if (b == '\n') {
            if (lineLength == 0) {
                part = Part.BODY;
                bodyLength = 0;
            } else if (colon > 1 && !escape) {
                startLine();
            } else {
                throw new Refused(ErrorCode.BAD_REQUEST, "A header is a name, a colon and a value.");
            }
        } else if (b != '\r') {
            lineLength++;
            colon = colon == 0 && b == ':' ? lineLength : colon;
            escape = isEscape(b);
            if (agrees == CONTENT_LENGTH.length()) {
                boolean digit = b >= '0' && b <= '9';
                contentLength =
                        digit ? Math.min(Math.max(contentLength, 0) * 10 + (b - '0'), limit + 1L) : contentLength;
            } else if (agrees >= 0) {
                agrees = CONTENT_LENGTH.charAt(agrees) == b ? agrees + 1 : -1;
            }
        }
    }

    /** Whether what comes next is the second half of an escape. */
    private boolean isEscape(byte b) {
        if (escape && b != 'n' && b != 'r' && b != 'c' && b != '\\') {
            throw new Refused(ErrorCode.BAD_REQUEST, "STOMP knows the escapes \\n, \\r, \\c and \\\\.");
        }
        boolean connects = command == StompCommand.CONNECT || command == StompCommand.STOMP; // which have no escapes
        return !escape && b == '\\' && !connects;
    }

    private void startLine() {
        lineLength = 0;
        colon = 0;
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
