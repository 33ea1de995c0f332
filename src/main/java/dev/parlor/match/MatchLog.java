package dev.parlor.match;

import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState.RatingChange;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes matches last: how each stands while it is played, and its result once it is over. What was stored is told, in the
 * order in which it happened, and nothing else is.
 */
interface MatchLog {

    /** What there is to write down. */
    sealed interface Entry {

        /**
         * A match changed.
         *
         * @param events what happened to it
         * @param done completes when it is durable and told; exceptionally where it could not be stored
         */
        record Changed(Match match, List<Event> events, CompletableFuture<Void> done) implements Entry {}

        /** A match that was over for a while is no longer shown in its room. Its result stays. */
        record Forgotten(MatchId id) implements Entry {}
    }

    /** Hears of what is stored, in order, and tells it on. */
    interface Teller {

        /**
         * A match changed.
         *
         * @param ratings where it is over and was rated
         */
        void tell(Match match, List<Event> events, @Nullable Map<ParticipantId, RatingChange> ratings);

        /** A match is shown no longer. */
        void forget(MatchId id);
    }

    /** Queues an entry; false when as many wait as may. */
    boolean offer(Entry entry);

    /** What who waits for it is told when a change could not be stored. */
    static Refused notStoredYet() {
        return new Refused(ErrorCode.UNAVAILABLE, "It counts, but is not stored yet.");
    }

    /** The matches that were played when the server stopped. */
    List<Match> unfinished();
}
