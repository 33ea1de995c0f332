package dev.parlor.pose;

import dev.parlor.protocol.ClientMessage.Move;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.room.Rooms;

/** What people do with their bodies: they move, in the rooms they are in. */
final class Poses {

    private final Rooms rooms;

    Poses(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Takes somebody's newest pose; the room is told at its next tick. */
    void move(ParticipantId me, Move move) {
        rooms.doAs(me, move.room(), (room, who) -> {
            room.part(PoseBoard.class).put(me, move, System.nanoTime());
            room.wantTick();
        });
    }
}
