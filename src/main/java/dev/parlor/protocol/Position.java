package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A place in a room: {@code [x, y, z]} in metres, on A-Frame's axes: right, up, and towards who stands at the start. */
public record Position(double x, double y, double z) {

    public Position {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A position has three finite numbers.");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Position of(double[] xyz) {
        if (xyz.length != 3) {
            throw new Refused(ErrorCode.BAD_REQUEST, "A position has three numbers: [x, y, z].");
        }
        return new Position(xyz[0], xyz[1], xyz[2]);
    }

    @JsonValue
    double[] xyz() {
        return new double[] {round(x), round(y), round(z)};
    }

    /** A tenth of a millimetre is more than any tracking knows, and half the bytes. */
    private static double round(double metres) {
        return Math.rint(metres * 1e4) / 1e4;
    }

    @Override
    public String toString() {
        return "[" + x + ", " + y + ", " + z + "]";
    }

    /** How far it is to another, in metres. */
    public double distance(Position other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y) + (z - other.z) * (z - other.z));
    }
}
