package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * All that the server may say, told apart by {@code type}: on {@code /topic/room.<id>}, and to one participant alone on
 * {@code /user/queue/events} and {@code /user/queue/rps}. Every {@code at} is ms since the epoch.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface ServerMessage {

    /**
     * First on a new subscription, to that subscription alone: all there is to know to take part.
     *
     * @param messages the newest 50 lines, or all after {@code since}; oldest first
     * @param poses everybody's newest
     * @param bounds where poses may be
     * @param matches those that are played here, and those that were a moment ago
     * @param seq the number of the room's newest line, 0 where there is none
     * @param recovered false where more was missed than is replayed: the newest 50 are here, the rest is paged over REST
     * @param tickHz how often a second the room tells what moved
     */
    @JsonTypeName("welcome")
    record Welcome(
            Room room,
            You you,
            List<Participant> participants,
            List<Chat> messages,
            List<Pose> poses,
            Bounds bounds,
            List<MatchState> matches,
            int spectators,
            long seq,
            boolean recovered,
            int tickHz,
            long at)
            implements ServerMessage {}

    /** To the others: somebody came. */
    @JsonTypeName("joined")
    record Joined(Participant participant) implements ServerMessage {}

    /** To all: somebody has another name or colour. */
    @JsonTypeName("changed")
    record Changed(Participant participant) implements ServerMessage {}

    /** To the others: somebody is gone. Who resumes within the grace period never left. */
    @JsonTypeName("left")
    record Left(ParticipantId id, DisplayName name, Reason reason) implements ServerMessage {}

    /** Why somebody is gone. */
    enum Reason {
        /** Said so: UNSUBSCRIBE or DISCONNECT. */
        LEFT,
        /** Fell silent and did not come back in time. */
        LOST,
        /** Was sent away. */
        KICKED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** To all, the sender too: a chat line. {@code seq} counts the room's lines; {@code id} is its sender's own choice. */
    @JsonTypeName("chat")
    record Chat(long seq, LineId id, Sender from, String text, long at) implements ServerMessage {}

    /** To all, the sender too, at most one a second of each: somebody is typing. */
    @JsonTypeName("typing")
    record Typing(Sender from) implements ServerMessage {}

    /** To all, at most one a second of each: how far somebody has read. */
    @JsonTypeName("read")
    record Read(ParticipantId id, long seq) implements ServerMessage {}

    /** To all, or to one on {@code /user/queue/events}: something an application of its own sends. */
    @JsonTypeName("event")
    record Event(RoomId room, Sender from, String event, JsonNode data, long at) implements ServerMessage {}

    /** To all: how many watch without being in the roster. */
    @JsonTypeName("spectators")
    record Spectators(int count) implements ServerMessage {}

    /** To all, once a tick at most: everybody who moved since the last. */
    @JsonTypeName("poses")
    record Poses(long tick, long at, List<Pose> poses) implements ServerMessage {}

    /**
     * {@link Poses} to those who subscribed with {@code poses:packed}.
     *
     * @param n how many poses it has
     * @param ids who has which number, for those who are new to the receiver
     * @param packed the poses, by number: see {@code docs/protocol.md}
     */
    @JsonTypeName("poses")
    @JsonSerialize(using = PackedPosesWriter.class)
    record PackedPoses(long tick, long at, int n, @Nullable Map<Integer, ParticipantId> ids, String packed)
            implements ServerMessage {}

    /** To all: a match began, or changed in any way. Its whole public state. */
    @JsonTypeName("match")
    record Match(MatchState match) implements ServerMessage {}

    /**
     * To who waits for an opponent, when it changes and every 5 s: how it goes.
     *
     * @param waiting how many wait for such a match, the receiver counted
     * @param sinceMs how long the receiver has waited
     * @param bots who could be played with instead: nobody before one has waited alone for a while
     */
    @JsonTypeName("queued")
    record Queued(BestOf bestOf, int waiting, long sinceMs, List<Bot> bots) implements ServerMessage {}

    /** To both players: a match begins, or is under way when one comes back. Its room is to be subscribed to. */
    @JsonTypeName("matched")
    record Matched(MatchId match, RoomId room) implements ServerMessage {}

    /** To who is challenged. */
    @JsonTypeName("challenged")
    record Challenged(MatchId match, RoomId room, Sender from, BestOf bestOf) implements ServerMessage {}

    /** To a player who comes back in the middle of a round: the move they have made in it. */
    @JsonTypeName("moved")
    record Moved(MatchId match, int round, Throw move) implements ServerMessage {}
}
