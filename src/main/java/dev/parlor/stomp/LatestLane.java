package dev.parlor.stomp;

import org.jspecify.annotations.Nullable;

/**
 * The place of one subscription's newest snapshot in its connection's outbox. What was not sent by the time a newer one
 * comes is superseded, and the newer one's frame covers both. Guarded by the outbox.
 */
final class LatestLane implements Waiting {

    private static final long NOTHING = -1;

    /** The header that its frames are addressed with. */
    private final byte[] subscription;

    private final boolean packed;
    private @Nullable SharedSnapshot newest;
    /** The tick up to which the receiver knows everything. */
    private long told = NOTHING;

    LatestLane(byte[] subscription, boolean packed) {
        this.subscription = subscription;
        this.packed = packed;
    }

    /** Holds it until it is taken. Returns whether it superseded another that still waits. */
    boolean put(SharedSnapshot snapshot) {
        boolean superseded = newest != null;
        if (told == NOTHING) {
            // The welcome told how everybody stood. It has no numbers, though, which packed poses go by.
            told = packed ? 0 : snapshot.tick() - 1;
        }
        newest = snapshot;
        return superseded;
    }

    @Override
    public int size() {
        return 0;
    }

    @Override
    public Outgoing take() {
        SharedSnapshot snapshot = newest;
        if (snapshot == null) {
            throw new IllegalStateException("Nothing waits");
        }
        long since = told;
        newest = null;
        told = snapshot.tick();
        return snapshot.since(since, packed, subscription);
    }
}
