package dev.parlor.protocol;

import org.jspecify.annotations.Nullable;

/** How somebody's body is: the head, and the hands if there are any. */
public record Pose(
        ParticipantId id,
        PoseNode head,
        @Nullable PoseNode left,
        @Nullable PoseNode right) {}
