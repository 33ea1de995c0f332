package dev.parlor.pose;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.PoseNode;
import dev.parlor.protocol.Position;
import dev.parlor.protocol.Rotation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Poses in few bytes: positions in whole millimetres within the room's bounds, hands relative to their head, rotations to
 * 0.1°, and nothing for what did not move. {@code docs/protocol.md} has the format, and vectors.
 */
final class PosePacker {

    private static final int ROTATION_BITS = 11;
    /** A hand within so many mm of its head on each axis is told relative to it. */
    private static final int REACH = 1 << 10;

    private static final int ABSENT = 0;
    private static final int UNCHANGED = 1;
    private static final int NEAR = 2;
    private static final int FAR = 3;

    private final Bits bits = new Bits();
    private final Bounds bounds;
    private final int xBits;
    private final int yBits;
    private final int zBits;

    private PosePacker(Bounds bounds) {
        this.bounds = bounds;
        xBits = bitsFor(bounds.max().x() - bounds.min().x());
        yBits = bitsFor(bounds.max().y() - bounds.min().y());
        zBits = bitsFor(bounds.max().z() - bounds.min().z());
    }

    /** Packs postures, in the order of their numbers, for somebody who knows all up to a tick. */
    static String pack(List<Posture> postures, long since, Bounds bounds) {
        PosePacker packer = new PosePacker(bounds);
        int previous = -1;
        for (Posture posture : postures) {
            packer.gap(posture.number() - previous - 1);
            packer.posture(posture, since);
            previous = posture.number();
        }
        return Z85.encode(packer.bits.toByteArray());
    }

    /** Elias gamma of the gap and one: in a room where all move it is one bit each. */
    private void gap(int gap) {
        int length = 32 - Integer.numberOfLeadingZeros(gap + 1);
        bits.add(0, length - 1);
        bits.add(gap + 1, length);
    }

    private void posture(Posture posture, long since) {
        PoseNode head = posture.pose().head();
        boolean moved = posture.headAt() > since;
        bits.add(moved ? 1 : 0, 1);
        if (moved) {
            position(head.p());
            rotation(head.q());
        }
        hand(posture.pose().left(), posture.leftAt() > since, head.p());
        hand(posture.pose().right(), posture.rightAt() > since, head.p());
    }

    private void hand(@Nullable PoseNode hand, boolean moved, Position head) {
        if (hand == null) {
            bits.add(ABSENT, 2);
        } else if (!moved) {
            bits.add(UNCHANGED, 2);
        } else {
            int x = mm(hand.p().x(), bounds.min().x())
                    - mm(head.x(), bounds.min().x());
            int y = mm(hand.p().y(), bounds.min().y())
                    - mm(head.y(), bounds.min().y());
            int z = mm(hand.p().z(), bounds.min().z())
                    - mm(head.z(), bounds.min().z());
            if (isNear(x) && isNear(y) && isNear(z)) {
                bits.add(NEAR, 2);
                bits.add(x + REACH, 11);
                bits.add(y + REACH, 11);
                bits.add(z + REACH, 11);
            } else {
                bits.add(FAR, 2);
                position(hand.p());
            }
            rotation(hand.q());
        }
    }

    private void position(Position p) {
        bits.add(mm(p.x(), bounds.min().x()), xBits);
        bits.add(mm(p.y(), bounds.min().y()), yBits);
        bits.add(mm(p.z(), bounds.min().z()), zBits);
    }

    /**
     * A quaternion by its three smaller components, as angles on the face of a cube: steps of an angle are of even size all
     * over, where steps of the components themselves are coarsest where all four are alike.
     */
    private void rotation(Rotation q) {
        double[] c = {q.x(), q.y(), q.z(), q.w()};
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            if (Math.abs(c[i]) > Math.abs(c[largest])) {
                largest = i;
            }
        }
        bits.add(largest, 2);
        for (int i = 0; i < 4; i++) {
            if (i != largest) {
                double angle = Math.atan(c[i] / c[largest]) * 4 / Math.PI;
                int steps = 1 << ROTATION_BITS;
                bits.add(Math.min(steps - 1, (int) Math.floor((angle + 1) * steps / 2)), ROTATION_BITS);
            }
        }
    }

    private static boolean isNear(int mm) {
        return -REACH <= mm && mm < REACH;
    }

    private static int mm(double metres, double from) {
        return (int) Math.round((metres - from) * 1000);
    }

    private static int bitsFor(double metres) {
        return 32 - Integer.numberOfLeadingZeros(mm(metres, 0));
    }

    /** Bits, the most significant first, padded with zeros to words of 32. */
    private static final class Bits {
        private byte[] bytes = new byte[256];
        private int length;
        /** The last bits, fewer than eight of which are not among the bytes yet. */
        private long last;

        private int lastCount;

        void add(int value, int count) {
            if (length + Integer.BYTES > bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            last = last << count | value & (1L << count) - 1;
            lastCount += count;
            while (lastCount >= Byte.SIZE) {
                lastCount -= Byte.SIZE;
                bytes[length++] = (byte) (last >>> lastCount);
            }
        }

        byte[] toByteArray() {
            add(0, (Byte.SIZE - lastCount) % Byte.SIZE);
            return Arrays.copyOf(bytes, (length + 3) / 4 * 4);
        }
    }
}
