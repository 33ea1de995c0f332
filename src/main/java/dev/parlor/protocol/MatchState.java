package dev.parlor.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One match as everybody may see it. A move is in it only when its round is closed.
 *
 * @param game what is played: {@code rps}
 * @param players the two, in the order in which they stay: who challenged comes first
 * @param round the round that is played, or was the last: 1, 2, 3 …; 0 where none was
 * @param deadline ms since the epoch: when the round is closed, or when a challenge that waits expires; absent once over
 * @param last the round that was closed last
 * @param rounds all that are closed, oldest first
 * @param winner absent until it is over, and where nobody won
 * @param reason why it is over
 * @param rematch who would like another match, once it is over
 * @param ratings by participant: absent where the match is not rated
 */
public record MatchState(
        MatchId id,
        RoomId room,
        String game,
        List<Player> players,
        BestOf bestOf,
        int round,
        @Nullable Long deadline,
        @Nullable Round last,
        List<Round> rounds,
        Status status,
        @Nullable ParticipantId winner,
        @Nullable EndReason reason,
        List<ParticipantId> rematch,
        @Nullable Map<ParticipantId, RatingChange> ratings) {

    /**
     * One of the two.
     *
     * @param player as whom results are kept: the same in all tabs of a browser
     * @param score rounds won
     * @param moved whether a move was made in this round
     * @param connected whether they are in the match's room
     * @param returnBy ms since the epoch: when the match is forfeit if they are not back
     * @param bot absent for people
     */
    public record Player(
            ParticipantId id,
            ParticipantId player,
            DisplayName name,
            Color color,
            int score,
            boolean moved,
            boolean connected,
            @Nullable Long returnBy,
            @Nullable Bot bot) {}

    /**
     * A round that is closed.
     *
     * @param moves by participant; who let the deadline pass has none
     * @param winner absent where it was drawn
     */
    public record Round(
            int round,
            Map<ParticipantId, Throw> moves,
            @Nullable ParticipantId winner) {}

    /** A rating before and after the match. */
    public record RatingChange(int before, int after) {}

    /** How far a match is. */
    public enum Status {
        /** A challenge that is not accepted yet. */
        WAITING,
        PLAYING,
        OVER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why a match is over. */
    public enum EndReason {
        /** Somebody won enough rounds. */
        SCORE,
        /** Somebody gave up; a challenge: declined or taken back. */
        RESIGNED,
        /** Somebody was away for too long. */
        FORFEIT,
        /** Nobody moved for three rounds in a row; a challenge: nobody answered. */
        TIMEOUT;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
