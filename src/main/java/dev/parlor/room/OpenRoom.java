package dev.parlor.room;

import dev.parlor.engine.Turn;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A room that somebody is in, or was a moment ago. Features get it in its turn, from {@link Rooms}, and don't keep it. */
public final class OpenRoom {

    final Turn turn = new Turn();
    final MadeRoom made;
    final Roster roster;
    final List<Activity.Part> parts;
    final Spectators spectators;
    private final Publisher publisher;
    private final Runnable wantTick;
    boolean closed;
    /** SHA-256 of the password that fitted: who comes with it again need not wait for the slow hash. */
    volatile byte @Nullable [] acceptedPassword;

    OpenRoom(MadeRoom made, Roster roster, List<Activity.Part> parts, Publisher publisher, Runnable wantTick) {
        this.made = made;
        this.roster = roster;
        this.parts = parts;
        this.publisher = publisher;
        this.wantTick = wantTick;
        spectators = new Spectators(
                id -> roster.find(id).isPresent(), count -> publish(new ServerMessage.Spectators(count)), wantTick);
    }

    /** Its id. */
    public RoomId id() {
        return made.room().id();
    }

    /** What an activity keeps for this room. */
    public <P extends Activity.Part> P part(Class<P> type) {
        for (Activity.Part part : parts) {
            if (type.isInstance(part)) {
                return type.cast(part);
            }
        }
        throw new IllegalArgumentException("No activity keeps a " + type.getSimpleName());
    }

    /** Somebody in the roster. */
    public Optional<Participant> participant(ParticipantId id) {
        return roster.find(id);
    }

    /** Somebody in the roster, by id or by name. */
    public Optional<Participant> participant(String idOrName) {
        return roster.find(idOrName);
    }

    /** Whether somebody of the roster has lost the connection, and may be back in a moment. */
    public boolean isAway(ParticipantId id) {
        return roster.isAway(id);
    }

    /** Says it to everybody here. */
    public void publish(ServerMessage message) {
        publisher.publish(id(), List.of(message));
    }

    /** Says all of it to everybody here, in this order. */
    public void publish(List<? extends ServerMessage> messages) {
        publisher.publish(id(), messages);
    }

    void publish(Snapshot snapshot) {
        publisher.publish(id(), snapshot);
    }

    /** Asks for {@link Activity.Part#tick} at the next tick. */
    public void wantTick() {
        wantTick.run();
    }

    Room info() {
        return made.room();
    }

    boolean isEmpty() {
        return roster.size() == 0 && spectators.isEmpty();
    }
}
