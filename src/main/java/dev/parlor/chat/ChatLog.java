package dev.parlor.chat;

import dev.parlor.protocol.LineId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Sender;
import dev.parlor.protocol.ServerMessage.Chat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What makes lines last. It numbers a room's lines 1, 2, 3 … with no gap, in the order in which they were appended.
 */
interface ChatLog {

    /** A line that has no number yet. {@code at} is ms since the epoch. */
    record Draft(RoomId room, LineId id, Sender from, String text, long at) {}

    /**
     * Tells a room its lines: those that became durable together, and all in the order of their numbers. What somebody sent
     * once more is told once more, for the room to recognize by its number.
     */
    interface Teller {
        void tell(RoomId room, List<Chat> lines);
    }

    /** Who tells new lines; nobody until this is called. */
    void toldBy(Teller teller);

    /**
     * Appends a line, or finds the one of this sender with this id that is there. As soon as it is durable it is told; the
     * future follows.
     *
     * <p>Fails with {@code Refused}, {@code unavailable}, where the line could not be stored, or too many wait.
     */
    CompletableFuture<Chat> append(Draft draft);

    /** The newest lines of a room, oldest first. */
    List<Chat> newest(RoomId room, int limit);

    /** The newest lines of a room before a number, oldest first. */
    List<Chat> before(RoomId room, long seq, int limit);
}
