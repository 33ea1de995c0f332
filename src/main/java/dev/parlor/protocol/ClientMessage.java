package dev.parlor.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All that a client may send, each to {@code /app/<destination>}. Limits that are settings (text length, rates) are
 * checked by the rule that owns them; everything else here.
 */
public sealed interface ClientMessage {

    /** To {@code /app/chat}: a chat line. The same {@code id} twice is one line. */
    record Say(RoomId room, String text, @Nullable LineId id) implements ClientMessage {
        public Say {
            Refused.required(room, "room");
            Text.check(Refused.required(text, "text"), "text");
        }
    }

    /** To {@code /app/typing}: the sender is typing. */
    record TypingNow(RoomId room) implements ClientMessage {
        public TypingNow {
            Refused.required(room, "room");
        }
    }

    /** To {@code /app/read}: the sender has read up to this line. */
    record ReadUpTo(RoomId room, Long seq) implements ClientMessage {
        public ReadUpTo {
            Refused.required(room, "room");
            if (Refused.required(seq, "seq") < 1) {
                throw new Refused(ErrorCode.BAD_REQUEST, "\"seq\" is the number of a line: 1 or more.");
            }
        }
    }

    /**
     * To {@code /app/event}: something an application of its own sends.
     *
     * @param event its name, 1 to 64 characters
     * @param to the only participant of the room who gets it; everybody where absent
     * @param key of several by the same sender with the same key in one tick only the newest is told
     */
    record Emit(
            RoomId room,
            String event,
            @Nullable JsonNode data,
            @Nullable ParticipantId to,
            @Nullable String key) implements ClientMessage {
        public Emit {
            Refused.required(room, "room");
            Text.check(Refused.required(event, "event"), "event", 64);
            if (key != null) {
                Text.check(key, "key", 64);
            }
        }
    }

    /** To {@code /app/profile}: another name or colour, in every room that the sender is in. */
    record Profile(@Nullable DisplayName name, @Nullable Color color) implements ClientMessage {
        public Profile {
            if (name == null && color == null) {
                throw new Refused(ErrorCode.BAD_REQUEST, "\"name\" or \"color\" is missing.");
            }
        }
    }

    /**
     * To {@code /app/pose}: the sender's newest pose.
     *
     * @param teleport that it is elsewhere on purpose, where the server permits that
     */
    record Move(
            RoomId room,
            PoseNode head,
            @Nullable PoseNode left,
            @Nullable PoseNode right,
            @Nullable Boolean teleport) implements ClientMessage {
        public Move {
            Refused.required(room, "room");
            Refused.required(head, "head");
        }
    }
}
