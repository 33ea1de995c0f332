package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A rotation as a unit quaternion: {@code [x, y, z, w]}. One that is off by rounding is made a unit. */
public record Rotation(double x, double y, double z, double w) {

    /** How far from 1 the length of what is given may be. */
    private static final double ROUNDING = 0.01;

    private static final double EXACT = 1e-9;

    public Rotation {
        double length = Math.sqrt(x * x + y * y + z * z + w * w);
        // Also false for NaN.
        if (!(Math.abs(length - 1) <= ROUNDING)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A rotation is a unit quaternion: [x, y, z, w].");
        }
        if (Math.abs(length - 1) > EXACT) {
            x /= length;
            y /= length;
            z /= length;
            w /= length;
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Rotation of(double[] xyzw) {
        if (xyzw.length != 4) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A rotation has four numbers: [x, y, z, w].");
        }
        return new Rotation(xyzw[0], xyzw[1], xyzw[2], xyzw[3]);
    }

    @JsonValue
    double[] xyzw() {
        return new double[] {round(x), round(y), round(z), round(w)};
    }

    /** Seven digits are a hundred thousandth of a degree, and half the bytes. */
    private static double round(double component) {
        return Math.rint(component * 1e7) / 1e7;
    }
}
