package dev.parlor.pose;

import dev.parlor.protocol.Pose;
import java.util.Objects;

/**
 * A pose, and at which tick each part of it was last news.
 *
 * @param number stands for the participant in packed poses; one that became free is given again
 * @param numberedAt the tick from which the number is this participant's
 */
record Posture(int number, long numberedAt, Pose pose, long headAt, long leftAt, long rightAt) {

    /** In place of a tick: this is news, and no tick has told it yet. */
    private static final long NEXT = Long.MAX_VALUE;

    /** Somebody's first. */
    static Posture first(int number, Pose pose) {
        return new Posture(number, NEXT, pose, NEXT, NEXT, NEXT);
    }

    /** The same body in another pose; itself if nothing moved. */
    Posture with(Pose next) {
        boolean head = !next.head().equals(pose.head());
        boolean left = !Objects.equals(next.left(), pose.left());
        boolean right = !Objects.equals(next.right(), pose.right());
        return head || left || right
                ? new Posture(
                        number, numberedAt, next, head ? NEXT : headAt, left ? NEXT : leftAt, right ? NEXT : rightAt)
                : this;
    }

    /** The same body in another pose or in this one: all of it is news. */
    Posture anew(Pose next) {
        return new Posture(number, numberedAt, next, NEXT, NEXT, NEXT);
    }

    /** The same, told at this tick. */
    Posture toldAt(long tick) {
        return movedAfter(tick)
                ? new Posture(
                        number,
                        Math.min(numberedAt, tick),
                        pose,
                        Math.min(headAt, tick),
                        Math.min(leftAt, tick),
                        Math.min(rightAt, tick))
                : this;
    }

    boolean movedAfter(long tick) {
        return headAt > tick || leftAt > tick || rightAt > tick;
    }
}
