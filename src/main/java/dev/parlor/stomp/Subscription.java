package dev.parlor.stomp;

import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.room.Subscriber;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of one connection: to a room, or to a queue of its own.
 *
 * @param destination as the client wrote it, and as its frames say
 * @param room absent for queues
 * @param header what its frames are addressed with
 * @param lane for that of which only the newest counts
 */
record Subscription(
        StompSession session,
        String id,
        String destination,
        @Nullable RoomId room,
        ParticipantId participant,
        boolean spectator,
        byte[] header,
        LatestLane lane,
        Topics topics,
        Frames frames)
        implements Subscriber {

    @Override
    public void open(ServerMessage.Welcome welcome) {
        topics.add(this);
        send(welcome);
    }

    @Override
    public void send(ServerMessage message) {
        offer(frames.of(destination, message));
    }

    void offer(SharedFrame frame) {
        session.outbox().offer(frame.to(header));
    }

    void offer(SharedSnapshot newest) {
        session.outbox().offer(lane, newest);
    }

    // Two subscriptions are the same only if they are one: their ids are the client's choice.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
