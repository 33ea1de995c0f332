package dev.parlor.protocol;

import tools.jackson.databind.annotation.JsonDeserialize;

/** One tracked part of a body: where it is and how it is turned. A head looks along its -z. */
@JsonDeserialize(using = PoseNodeReader.class)
public record PoseNode(Position p, Rotation q) {
    public PoseNode {
        Refused.required(p, "p");
        Refused.required(q, "q");
    }
}
