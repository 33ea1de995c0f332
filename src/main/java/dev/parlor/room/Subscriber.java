package dev.parlor.room;

import dev.parlor.protocol.ServerMessage;

/** One subscription to a room, as the room sees it. */
public interface Subscriber {

    /** Takes its place in the fan-out, with the welcome as its first message. */
    void open(ServerMessage.Welcome welcome);

    /** Tells this subscription alone. */
    void send(ServerMessage message);
}
