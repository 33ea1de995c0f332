package dev.parlor.protocol;

/** One tracked part of a body: where it is and how it is turned. A head looks along its -z. */
public record PoseNode(Position p, Rotation q) {
    public PoseNode {
        Refused.required(p, "p");
        Refused.required(q, "q");
    }
}
