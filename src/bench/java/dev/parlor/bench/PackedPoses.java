package dev.parlor.bench;

import java.util.Arrays;

/**
 * Reads packed poses as {@code docs/protocol.md} has them: where the heads are, by number. What did not move needs no
 * memory here, since who walks moves the head with each step.
 */
final class PackedPoses {

    /** Takes where somebody's head is now. */
    interface Head {
        void at(int number, double x, double z);
    }

    private static final int NEAR = 2;
    private static final int FAR = 3;
    private static final int NEAR_BITS = 3 * 11;
    private static final int ROTATION_BITS = 2 + 3 * 11;

    private static final byte[] DIGITS = new byte[128];

    static {
        String digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
        Arrays.fill(DIGITS, (byte) -1);
        for (int i = 0; i < digits.length(); i++) {
            DIGITS[digits.charAt(i)] = (byte) i;
        }
    }

    private final double[] min;
    private final int[] bits = new int[3];
    private int[] words = {};
    private int at;

    /** With the bounds of the welcome, in metres. */
    PackedPoses(double[] min, double[] max) {
        this.min = min;
        for (int axis = 0; axis < 3; axis++) {
            bits[axis] = 64 - Long.numberOfLeadingZeros(Math.round((max[axis] - min[axis]) * 1000));
        }
    }

    void read(int count, String packed, Head head) {
        words = new int[packed.length() / 5];
        for (int i = 0; i < packed.length(); i++) {
            words[i / 5] = words[i / 5] * 85 + DIGITS[packed.charAt(i)];
        }
        at = 0;
        int number = -1;
        for (int i = 0; i < count; i++) {
            number += gap();
            if (take(1) == 1) {
                double x = coordinate(0);
                skip(bits[1]);
                head.at(number, x, coordinate(2));
                skip(ROTATION_BITS);
            }
            skipHand();
            skipHand();
        }
    }

    private int gap() {
        int zeros = 0;
        while (take(1) == 0) {
            zeros++;
        }
        return 1 << zeros | (int) take(zeros);
    }

    private double coordinate(int axis) {
        return min[axis] + take(bits[axis]) / 1000.0;
    }

    private void skipHand() {
        switch ((int) take(2)) {
            case NEAR -> skip(NEAR_BITS + ROTATION_BITS);
            case FAR -> skip(bits[0] + bits[1] + bits[2] + ROTATION_BITS);
            default -> {}
        }
    }

    private void skip(int count) {
        at += count;
    }

    private long take(int count) {
        long value = 0;
        for (int i = 0; i < count; i++, at++) {
            value = value << 1 | words[at >> 5] >>> (31 - (at & 31)) & 1;
        }
        return value;
    }
}
