package dev.parlor.match;

import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who waits for an opponent. At first only somebody of nearly the same rating is taken; the reach widens with waiting, and
 * after {@link #ANYBODY_AFTER_MS} whoever is there will do. A player waits once, and so is never matched with themself. Not
 * thread-safe. Times are ms.
 */
final class MatchQueue {

    static final long ANYBODY_AFTER_MS = 700;
    /** How far apart, in rating, two may be who have only just come. */
    static final int NEAR = 100;

    /**
     * Somebody waits.
     *
     * @param player the same in all tabs of a browser
     * @param session the connection over which they asked
     */
    record Ticket(ParticipantId who, ParticipantId player, String session, BestOf bestOf, int rating, long since) {

        private Ticket askedAgain(String over) {
            return new Ticket(who, player, over, bestOf, rating, since);
        }

        private boolean reaches(Ticket other, long now) {
            long waited = waited(now);
            return waited >= ANYBODY_AFTER_MS || Math.abs(rating - other.rating) <= NEAR + waited;
        }

        /** How long they have waited, also where the clock was set back meanwhile. */
        long waited(long now) {
            return Math.max(0, now - since);
        }

        private boolean mayMeet(Ticket other, long now) {
            return bestOf.equals(other.bestOf)
                    && !who.equals(other.who)
                    && (reaches(other, now) || other.reaches(this, now));
        }
    }

    /** Two who have found each other; who waited longer comes first. */
    record Pair(Ticket first, Ticket second) {}

    private final Map<ParticipantId, Ticket> tickets = new LinkedHashMap<>();
    private final Set<ParticipantId> players = new HashSet<>();
    private final Map<BestOf, Integer> counts = new HashMap<>();

    /**
     * Somebody waits from now on. Whoever does already, for the same, keeps their place.
     *
     * @throws Refused {@code busy} where their player waits as somebody else, in another tab
     */
    void enter(Ticket ticket) {
        Ticket known = tickets.get(ticket.who);
        if (known != null && known.bestOf.equals(ticket.bestOf)) {
            tickets.put(ticket.who, known.askedAgain(ticket.session));
            return;
        }
        leave(ticket.who);
        if (!players.add(ticket.player)) {
            throw new Refused(ErrorCode.BUSY, "You are waiting for an opponent in another tab already.");
        }
        tickets.put(ticket.who, ticket);
        counts.merge(ticket.bestOf, 1, Integer::sum);
    }

    /** Somebody waits no longer, if they did. */
    void leave(ParticipantId who) {
        Ticket gone = tickets.remove(who);
        if (gone != null) {
            players.remove(gone.player);
            counts.merge(gone.bestOf, -1, Integer::sum);
        }
    }

    /**
     * Two who have found each other: who waited longest chooses first, and takes the nearest. They wait on until they
     * {@link #leave}. Few can wait for the same and find nobody, so this does not look at all pairs.
     */
    Optional<Pair> next(long now) {
        for (Ticket ticket : tickets.values()) {
            Optional<Ticket> other = nearest(ticket, now);
            if (other.isPresent()) {
                return Optional.of(new Pair(ticket, other.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Ticket> nearest(Ticket ticket, long now) {
        Ticket nearest = null;
        for (Ticket other : tickets.values()) {
            if (ticket.mayMeet(other, now)
                    && (nearest == null
                            || Math.abs(other.rating - ticket.rating) < Math.abs(nearest.rating - ticket.rating))) {
                nearest = other;
            }
        }
        return Optional.ofNullable(nearest);
    }

    Optional<Ticket> find(ParticipantId who) {
        return Optional.ofNullable(tickets.get(who));
    }

    /** In the order in which they came. */
    Collection<Ticket> all() {
        return tickets.values();
    }

    int size() {
        return tickets.size();
    }

    /** How many wait for such a match. */
    int waiting(BestOf bestOf) {
        return counts.getOrDefault(bestOf, 0);
    }
}
