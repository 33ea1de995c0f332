package dev.parlor.stomp;

import dev.parlor.room.Snapshot;
import java.util.HashMap;
import java.util.Map;

/** The frames of one snapshot, each made once for all who lack the same. Thread-safe: who was busy asks later. */
final class SharedSnapshot {

    private record Lack(long since, boolean packed) {}

    private final String destination;
    private final Snapshot snapshot;
    private final Frames frames;
    private final Map<Lack, SharedFrame> made = new HashMap<>();

    SharedSnapshot(String destination, Snapshot snapshot, Frames frames) {
        this.destination = destination;
        this.snapshot = snapshot;
        this.frames = frames;
    }

    long tick() {
        return snapshot.tick();
    }

    /** The frame for a subscription that knows everything up to a tick. */
    synchronized Outgoing since(long tick, boolean packed, byte[] subscription) {
        return made.computeIfAbsent(
                        new Lack(tick, packed), lack -> frames.of(destination, snapshot.since(tick, packed)))
                .to(subscription);
    }
}
