package dev.parlor.protocol;

/** The space in which poses may be: from one corner to the opposite one, both included. */
public record Bounds(Position min, Position max) {

    public Bounds {
        if (!(min.x() < max.x() && min.y() < max.y() && min.z() < max.z())) {
            throw new IllegalArgumentException("The bounds of a room need room: " + min + " to " + max);
        }
    }

    /** Whether a place is within. */
    public boolean contains(Position p) {
        return p.x() >= min.x()
                && p.x() <= max.x()
                && p.y() >= min.y()
                && p.y() <= max.y()
                && p.z() >= min.z()
                && p.z() <= max.z();
    }
}
