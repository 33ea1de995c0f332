package dev.parlor.match;

import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Bot;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.EndReason;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of matches: results, ratings, who is best. */
interface Results {

    /**
     * Somebody's place among all.
     *
     * @param rank 1 for the best; those with the same rating share a rank
     * @param drawn how many rated matches nobody won
     */
    record Standing(
            int rank, ParticipantId player, DisplayName name, Color color, int rating, int won, int lost, int drawn) {}

    /** Whom somebody played. */
    record Opponent(
            ParticipantId player,
            DisplayName name,
            Color color,
            @Nullable Bot bot) {}

    /**
     * A match as one of its players sees it.
     *
     * @param won absent where nobody won
     * @param ratingBefore absent where it was not rated
     * @param endedAt ms since the epoch
     */
    record Played(
            MatchId id,
            BestOf bestOf,
            Opponent opponent,
            @Nullable Boolean won,
            int score,
            int opponentScore,
            EndReason reason,
            @Nullable Integer ratingBefore,
            @Nullable Integer ratingAfter,
            long endedAt) {}

    /**
     * Somebody's record.
     *
     * @param rank absent before the first rated match
     * @param matches the newest 50, newest first
     */
    record PlayerRecord(
            ParticipantId player,
            DisplayName name,
            Color color,
            int rating,
            int won,
            int lost,
            int drawn,
            @Nullable Integer rank,
            List<Played> matches) {}

    /** Somebody's rating; that of a beginner where they have none. */
    int rating(ParticipantId player);

    /** The best, by rating. Only who has played a rated match is among them. */
    List<Standing> leaderboard(int limit);

    /** Somebody who has played. */
    Optional<PlayerRecord> player(ParticipantId player);

    /** A match that is over. */
    Optional<MatchState> match(MatchId id);

    /** The newest match that is over in a room that was made for it. */
    Optional<MatchState> newestIn(RoomId ownRoom);

    /** What somebody and their opponents threw in their newest matches, oldest first: what there is to learn of them. */
    List<Mind.Exchange> exchanges(ParticipantId player);
}
