package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.messaging.simp.stomp.StompDecoder;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;

/**
 * Spring's decoder, which fails at a {@code content-type} or {@code heart-beat} that is none, and the connection with it. Here
 * such a header gets another name, in the bytes that came: heart-beats are as if none were offered, and a SEND can be refused.
 */
final class TolerantDecoder extends StompDecoder {

    /** What a {@code content-type} is called that is none. */
    static final String UNREADABLE_CONTENT_TYPE = "content-typ?";

    private static final Pattern HEART_BEAT = Pattern.compile("\\d{1,9},\\d{1,9}");

    private static final Header[] HEADERS = {
        new Header(ascii("content-type:"), TolerantDecoder::isMimeType),
        new Header(ascii("heart-beat:"), HEART_BEAT.asMatchPredicate())
    };

    private record Header(ByteBuffer start, Predicate<String> readable) {}

    /** Comes before each frame, and stands at its first byte then; the rest of the frame may be still to come. */
    @Override
    protected void skipEol(ByteBuffer buffer) {
        super.skipEol(buffer);
        int line = buffer.position();
        for (int end = endOfLine(buffer, line); end > line; end = endOfLine(buffer, line)) {
            for (Header header : HEADERS) {
                check(header, buffer, line, end);
            }
            line = buffer.get(end) == '\r' ? end + 2 : end + 1;
        }
    }

    private static void check(Header header, ByteBuffer buffer, int line, int end) {
        int value = line + header.start.remaining();
        if (end >= value
                && buffer.slice(line, value - line).equals(header.start)
                && !header.readable.test(StandardCharsets.UTF_8
                        .decode(buffer.slice(value, end - value))
                        .toString())) {
            buffer.put(value - 2, (byte) '?');
        }
    }

    /** Where the line ends, which is where it begins if it is empty or the rest of it is still to come. */
    private static int endOfLine(ByteBuffer buffer, int line) {
        for (int at = line; at < buffer.limit(); at++) {
            if (buffer.get(at) == '\n') {
                return at > line && buffer.get(at - 1) == '\r' ? at - 1 : at;
            }
        }
        return line;
    }

    private static boolean isMimeType(String value) {
        try {
            MimeTypeUtils.parseMimeType(value);
            return true;
        } catch (InvalidMimeTypeException none) {
            return false;
        }
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
