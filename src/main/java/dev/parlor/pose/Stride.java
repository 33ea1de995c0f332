package dev.parlor.pose;

import dev.parlor.protocol.Position;
import org.jspecify.annotations.Nullable;

/**
 * How far one tracked part may get: so many metres a second, and some at once, since poses bunch on their way and tracking
 * is lost and found. A token bucket of metres.
 */
final class Stride {

    private final double maxSpeed;
    private final double maxJump;
    private @Nullable Position at;
    private double metres;
    private long since;

    /** In metres a second, and metres. */
    Stride(double maxSpeed, double maxJump) {
        this.maxSpeed = maxSpeed;
        this.maxJump = maxJump;
    }

    /** Whether it may be there now, in ns of a clock that never goes back. The first place is free. */
    boolean reaches(Position next, long now) {
        return at == null || at.distance(next) <= metres(now);
    }

    /** It is there now. */
    void to(Position next, long now) {
        metres = at == null ? maxJump : Math.max(0, metres(now) - at.distance(next));
        at = next;
        since = now;
    }

    /** It may begin anywhere again. */
    void restart() {
        at = null;
    }

    private double metres(long now) {
        return Math.min(maxJump, metres + (now - since) / 1e9 * maxSpeed);
    }
}
