package dev.parlor.pose;

import dev.parlor.protocol.Bounds;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.protocol.ServerMessage.PackedPoses;
import dev.parlor.protocol.ServerMessage.Poses;
import dev.parlor.room.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The board as of one tick. {@code postures} are in the order of their numbers; {@code at} is ms. */
record PoseSnapshot(long tick, long at, Bounds bounds, List<Posture> postures) implements Snapshot {

    // Loops in place of streams: this is run at every tick.
    @Override
    public ServerMessage since(long before, boolean packed) {
        List<Posture> moved = new ArrayList<>(postures.size());
        for (Posture posture : postures) {
            if (posture.movedAfter(before)) {
                moved.add(posture);
            }
        }
        return packed
                ? new PackedPoses(tick, at, moved.size(), ids(moved, before), PosePacker.pack(moved, before, bounds))
                : new Poses(tick, at, moved.stream().map(Posture::pose).toList());
    }

    private static @Nullable Map<Integer, ParticipantId> ids(List<Posture> moved, long before) {
        Map<Integer, ParticipantId> fresh = null;
        for (Posture posture : moved) {
            if (posture.numberedAt() > before) {
                fresh = fresh == null ? new TreeMap<>() : fresh;
                fresh.put(posture.number(), posture.pose().id());
            }
        }
        return fresh;
    }
}
