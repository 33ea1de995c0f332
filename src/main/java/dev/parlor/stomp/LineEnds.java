package dev.parlor.stomp;

import java.nio.ByteBuffer;

/** The ends of one client's lines: Spring's decoder fails where a CR comes without its LF, which may be in what comes next. */
final class LineEnds {

    private boolean held;

    /** What came, but for a CR at its end, which comes before the next. Between frames a CR means nothing, and is left out. */
    ByteBuffer whole(ByteBuffer came, boolean endsBetweenFrames) {
        ByteBuffer all = came;
        if (held) {
            all = ByteBuffer.allocate(1 + came.remaining())
                    .put((byte) '\r')
                    .put(came)
                    .flip();
        }
        boolean split = all.hasRemaining() && all.get(all.limit() - 1) == '\r';
        held = split && !endsBetweenFrames;
        return all.slice(all.position(), all.remaining() - (split ? 1 : 0));
    }
}
