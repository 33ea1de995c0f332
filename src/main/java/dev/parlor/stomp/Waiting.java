package dev.parlor.stomp;

/** Something that waits in an outbox. */
sealed interface Waiting permits Outgoing, LatestLane {

    /** How many bytes it holds while it waits. */
    int size();

    /** The frame, as it is at the moment when it leaves. */
    Outgoing take();
}
