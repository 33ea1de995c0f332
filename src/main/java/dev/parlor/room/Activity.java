package dev.parlor.room;

import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Room;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Something that people do in rooms: the port by which a feature lives in them. */
public interface Activity {

    /** What it keeps for a room that opens now. Called outside of any turn: it may read from storage. */
    Part open(RoomId room);

    /** A room that this activity has made for itself; it is not listed. Called outside of any turn: it may read from storage. */
    default Optional<Room> made(RoomId room) {
        return Optional.empty();
    }

    /** Whether it keeps something of a room that nobody is in. Called outside of any turn: it may read from storage. */
    default boolean keeps(RoomId room) {
        return false;
    }

    /** What an activity keeps for one open room. Called in the room's turn only, so it must not wait for anything. */
    interface Part {

        /** Adds its part to somebody's welcome. */
        default void welcome(WelcomeDraft welcome) {}

        /** What a newcomer is told right after the welcome, alone. */
        default List<? extends ServerMessage> afterWelcome() {
            return List.of();
        }

        /** Somebody came in, or is back over a new connection. */
        default void entered(Participant who) {}

        /** Somebody has another name or colour. */
        default void changed(Participant who) {}

        /** Somebody's connection is lost. They are still here: either they come back, or they are gone when they have {@link #left}. */
        default void lost(ParticipantId id) {}

        /** Somebody is gone: forgets what it kept of them. */
        default void left(ParticipantId id) {}

        /**
         * What is due at this tick; asked for only after {@link OpenRoom#wantTick()}.
         *
         * @param now ms
         */
        default Collection<? extends ServerMessage> tick(long now) {
            return List.of();
        }

        /**
         * The state that is new at this tick, told after all that is due; empty where nothing is.
         *
         * @param tick counts the ticks
         * @param now ms
         */
        default Optional<? extends Snapshot> snapshot(long tick, long now) {
            return Optional.empty();
        }

        /** Whether more will be due at a later tick without being asked for again. */
        default boolean wantsTick() {
            return false;
        }
    }
}
