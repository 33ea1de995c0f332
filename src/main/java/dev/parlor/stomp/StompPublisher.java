package dev.parlor.stomp;

import dev.parlor.presence.Presence;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.room.Publisher;
import dev.parlor.room.Snapshot;
import java.util.List;

/** The fan-out: one frame for all of a room, into each connection's outbox. */
final class StompPublisher implements Publisher {

    private final Topics topics;
    private final StompSessions sessions;
    private final Presence presence;
    private final Frames frames;
    private final FanOut fanOut;

    StompPublisher(Topics topics, StompSessions sessions, Presence presence, Frames frames, FanOut fanOut) {
        this.topics = topics;
        this.sessions = sessions;
        this.presence = presence;
        this.frames = frames;
        this.fanOut = fanOut;
    }

    @Override
    public void publish(RoomId room, List<? extends ServerMessage> messages) {
        String destination = Destinations.ROOM + room;
        List<SharedFrame> all = messages.stream()
                .map(message -> frames.of(destination, message))
                .toList();
        // Everything for one after the other: what a connection needs is at hand then.
        topics.forEach(room, subscription -> all.forEach(subscription::offer));
    }

    @Override
    public void publish(RoomId room, Snapshot snapshot) {
        SharedSnapshot shared = new SharedSnapshot(Destinations.ROOM + room, snapshot, frames);
        topics.forEach(room, subscription -> subscription.offer(shared));
    }

    @Override
    public void tell(ParticipantId to, String queue, ServerMessage message) {
        presence.session(to)
                .map(sessions::find)
                .ifPresent(session -> session.subscriptionsTo(Destinations.QUEUE + queue)
                        .forEach(subscription -> subscription.send(message)));
    }

    @Override
    public void together(Runnable work) {
        fanOut.together(work);
    }
}
