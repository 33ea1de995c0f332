package dev.parlor.bench;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Somebody who walks in a circle with swinging hands. Each step has a place of its own, which says when it was made: a place
 * survives rounding and packing, where a stamp in the body would not.
 */
final class Walker {

    /** One turn in s: 1.3 m/s on this circle. What takes longer than a turn is not told from what is new. */
    private static final int TURN = 10;

    private static final double RADIUS = 2;
    /** With more, two steps would be within the millimetres to which places are rounded. */
    private static final int MOST_STEPS = 3000;

    private final String room;
    private final int seat;
    private final int steps;
    private final double x;
    private final double z;
    private final AtomicLongArray sentAt;

    /** One who makes so many steps a second. */
    Walker(String room, int seat, double rate) {
        this.room = room;
        this.seat = seat;
        steps = (int) Math.max(TURN, Math.min(MOST_STEPS, rate * TURN));
        sentAt = new AtomicLongArray(steps);
        // A sunflower's order keeps everybody at arm's length, and the first 1,600 within the default bounds.
        double distance = 1.5 * Math.sqrt(seat % 1600);
        x = distance * Math.cos(2.4 * seat);
        z = distance * Math.sin(2.4 * seat);
    }

    int seat() {
        return seat;
    }

    /** How many steps are a turn: after so many they are the same again. */
    int steps() {
        return steps;
    }

    /** Makes a step, and returns the pose to be sent now. */
    String step(long number) {
        int step = (int) (number % steps);
        double angle = 2 * Math.PI * step / steps;
        double swing = 0.2 * Math.sin(8 * angle);
        StringBuilder pose = new StringBuilder(256).append("{\"room\":\"").append(room);
        node(pose, "\",\"head\":", angle, RADIUS, 1.6);
        node(pose, ",\"left\":", angle, RADIUS - 0.3, 1.1 + swing);
        node(pose, ",\"right\":", angle, RADIUS + 0.3, 1.1 - swing);
        sentAt.set(step, System.nanoTime());
        return pose.append('}').toString();
    }

    private void node(StringBuilder pose, String name, double angle, double radius, double y) {
        pose.append(name).append("{\"p\":[");
        number(pose, x + radius * Math.cos(angle), 1000).append(',');
        number(pose, y, 1000).append(',');
        number(pose, z + radius * Math.sin(angle), 1000).append("],\"q\":[0,");
        number(pose, Math.sin(-angle / 2), 10_000).append(",0,");
        number(pose, Math.cos(-angle / 2), 10_000).append("]}");
    }

    private static StringBuilder number(StringBuilder text, double value, int precision) {
        return text.append((double) Math.round(value * precision) / precision);
    }

    /** The step at which the head was at this place. */
    int stepAt(double headX, double headZ) {
        double angle = Math.atan2(headZ - z, headX - x);
        return Math.floorMod(Math.round(angle * steps / (2 * Math.PI)), steps);
    }

    /** When a step was made last, in ns of {@link System#nanoTime()}. */
    long sentAt(int step) {
        return sentAt.get(step);
    }
}
