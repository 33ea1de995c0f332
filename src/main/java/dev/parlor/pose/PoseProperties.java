package dev.parlor.pose;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.Position;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of poses.
 *
 * @param min one corner of the space in which poses may be: x, y, z in metres
 * @param max the opposite corner
 * @param maxSpeed how fast heads and hands may move, in metres a second
 * @param maxJump how far one may get between two poses when it moved less than it might have before, in metres
 * @param teleport whether a pose may say that it is elsewhere on purpose
 * @param perSecond how many poses a second one connection may send, on average
 * @param burst how many poses one connection may send at once
 */
@ConfigurationProperties("parlor.pose")
record PoseProperties(
        @DefaultValue({"-64", "-8", "-64"}) double[] min,
        @DefaultValue({"64", "24", "64"}) double[] max,
        @DefaultValue("50") double maxSpeed,
        @DefaultValue("12") double maxJump,
        @DefaultValue("true") boolean teleport,
        @DefaultValue("90") double perSecond,
        @DefaultValue("90") int burst) {

    Bounds bounds() {
        return new Bounds(position(min), position(max));
    }

    PoseBoard.Limits limits() {
        return new PoseBoard.Limits(bounds(), maxSpeed, maxJump, teleport);
    }

    private static Position position(double[] xyz) {
        if (xyz.length != 3) {
            throw new IllegalArgumentException("parlor.pose.min and parlor.pose.max have three numbers: x, y, z");
        }
        return new Position(xyz[0], xyz[1], xyz[2]);
    }
}
