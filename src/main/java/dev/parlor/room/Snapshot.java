package dev.parlor.room;

import dev.parlor.protocol.ServerMessage;

/**
 * Something of which only the newest counts, as it was at one tick. Immutable and safe for any thread: each connection
 * asks it for what it lacks, when it can take it.
 */
public interface Snapshot {

    /** The tick: 1 or more, and growing. */
    long tick();

    /**
     * All that is new for a receiver who knows everything up to an earlier tick; up to 0 is nothing.
     *
     * @param packed whether the receiver asked for the compact form
     */
    ServerMessage since(long tick, boolean packed);
}
