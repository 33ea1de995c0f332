package dev.parlor.room;

import dev.parlor.protocol.RoomId;
import java.util.List;
import java.util.Optional;

/** The rooms that were made over REST: they outlast the people in them. */
interface RoomCatalog {

    Optional<MadeRoom> find(RoomId id);

    /**
     * Adds a room.
     *
     * @throws dev.parlor.protocol.Refused {@code busy} where the id is taken
     */
    void add(MadeRoom room, long createdAt);

    /** How many there are. */
    int count();

    /** Those without a password, newest first. */
    List<MadeRoom> publicRooms(int limit);
}
