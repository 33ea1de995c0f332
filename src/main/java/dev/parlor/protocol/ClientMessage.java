package dev.parlor.protocol;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

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

    /** To {@code /app/read}: the sender has read up to this line; 0 is before the first. */
    record ReadUpTo(RoomId room, Long seq) implements ClientMessage {
        public ReadUpTo {
            Refused.required(room, "room");
            if (Refused.required(seq, "seq") < 0) {
                throw new Refused(ErrorCode.BAD_REQUEST, "\"seq\" is the number of a line, or 0.");
            }
        }
    }

    /**
     * To {@code /app/event}: something an application of its own sends.
     *
     * @param event its name, 1 to 64 characters
     * @param data any JSON, null as well
     * @param to the only participant of the room who gets it; everybody where absent
     * @param key of several by the same sender with the same key in one tick only the newest is told
     */
    record Emit(
            RoomId room,
            String event,
            JsonNode data,
            @Nullable ParticipantId to,
            @Nullable String key) implements ClientMessage {
        public Emit {
            Refused.required(room, "room");
            Text.check(Refused.required(event, "event"), "event", 64);
            Text.checkWhole(Refused.required(data, "data"), "data");
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
    @JsonDeserialize(using = MoveReader.class)
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

    /**
     * To {@code /app/rps/queue}: the sender waits for an opponent. Once more is the same, or another kind of match.
     *
     * @param bot who is played with at once, in place of waiting for a person
     */
    record EnterQueue(@Nullable BestOf bestOf, @Nullable Bot bot) implements ClientMessage {}

    /** To {@code /app/rps/cancel}: the sender waits no longer. */
    record LeaveQueue() implements ClientMessage {}

    /**
     * To {@code /app/rps/challenge}: asks somebody in a room for a match there.
     *
     * @param opponent their id, or their name in that room
     */
    record Challenge(RoomId room, String opponent, @Nullable BestOf bestOf) implements ClientMessage {
        public Challenge {
            Refused.required(room, "room");
            Text.check(Refused.required(opponent, "opponent"), "opponent", DisplayName.MAX_LENGTH);
        }
    }

    /** To {@code /app/rps/accept}: the challenged plays. */
    record Accept(MatchId match) implements ClientMessage {
        public Accept {
            Refused.required(match, "match");
        }
    }

    /** To {@code /app/rps/decline}: the challenged does not. */
    record Decline(MatchId match) implements ClientMessage {
        public Decline {
            Refused.required(match, "match");
        }
    }

    /** To {@code /app/rps/move}: the sender's move in a round. It stays, and nobody sees it before the round is closed. */
    record Play(MatchId match, Integer round, Throw move) implements ClientMessage {
        public Play {
            Refused.required(match, "match");
            Refused.required(round, "round");
            Refused.required(move, "move");
        }
    }

    /** To {@code /app/rps/resign}: the sender gives up, or takes a challenge back. */
    record Resign(MatchId match) implements ClientMessage {
        public Resign {
            Refused.required(match, "match");
        }
    }

    /** To {@code /app/rps/rematch}: the sender would like another match with the same; it begins when both do. */
    record Rematch(MatchId match) implements ClientMessage {
        public Rematch {
            Refused.required(match, "match");
        }
    }
}
