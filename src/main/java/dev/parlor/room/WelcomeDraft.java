package dev.parlor.room;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.Pose;
import dev.parlor.protocol.Position;
import dev.parlor.protocol.ServerMessage;
import java.util.List;
import java.util.OptionalLong;

/** A welcome in the making: each activity fills in its part. */
public final class WelcomeDraft {

    private static final Bounds NOWHERE = new Bounds(new Position(0, 0, 0), new Position(1, 1, 1));

    private final OptionalLong since;
    List<ServerMessage.Chat> messages = List.of();
    List<Pose> poses = List.of();
    Bounds bounds = NOWHERE;
    List<MatchState> matches = List.of();
    long seq;
    boolean recovered = true;

    WelcomeDraft(OptionalLong since) {
        this.since = since;
    }

    /** The number of the last line that the newcomer saw; empty for somebody who saw none. */
    public OptionalLong since() {
        return since;
    }

    /** The chat's part: lines to show, oldest first, the number of the newest, and whether these are all since. */
    public void chat(List<ServerMessage.Chat> lines, long newest, boolean complete) {
        messages = lines;
        seq = newest;
        recovered = complete;
    }

    /** The poses' part: everybody's newest, and where poses may be. */
    public void poses(List<Pose> newest, Bounds bounds) {
        this.poses = newest;
        this.bounds = bounds;
    }

    /** The matches' part: those that are played here, and those that were a moment ago. */
    public void matches(List<MatchState> all) {
        matches = all;
    }
}
