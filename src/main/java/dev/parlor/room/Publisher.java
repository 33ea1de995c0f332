package dev.parlor.room;

import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import java.util.List;

/** Where what a room says goes: the port out. Nothing here waits for a receiver. */
public interface Publisher {

    /** Says it to every subscription of the room, in this order and that of the calls. */
    void publish(RoomId room, List<? extends ServerMessage> messages);

    /** Tells every subscription of the room what it lacks of a state. One that can't keep up gets fewer and newer ones. */
    void publish(RoomId room, Snapshot snapshot);

    /** Says it to one participant, on {@code /user/queue/<queue>}; to nobody if they are not connected. */
    void tell(ParticipantId to, String queue, ServerMessage message);

    /** Does the work, and begins to send what it says once it has said all. */
    void together(Runnable work);
}
