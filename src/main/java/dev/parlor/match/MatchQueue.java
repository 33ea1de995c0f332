package dev.parlor.match;

import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.ParticipantId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits for an opponent. At first only somebody of nearly the same rating is taken; the reach widens with waiting, and
 * after {@link #ANYBODY_AFTER_MS} whoever is there will do. Not thread-safe. Times are ms.
 */
final class MatchQueue {

    static final long ANYBODY_AFTER_MS = 700;
    /** How far apart, in rating, two may be who have only just come. */
    static final int NEAR = 100;

    /**
     * Somebody waits.
     *
     * @param player the same in all tabs of a browser: nobody is matched with themself
     */
    record Ticket(ParticipantId who, ParticipantId player, BestOf bestOf, int rating, long since) {

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
                    && !player.equals(other.player)
                    && (reaches(other, now) || other.reaches(this, now));
        }
    }

    /** Two who have found each other; who waited longer comes first. */
    record Pair(Ticket first, Ticket second) {}

    private final Map<ParticipantId, Ticket> tickets = new LinkedHashMap<>();

    /** Somebody waits from now on. Whoever does already, for the same, keeps their place. */
    void enter(Ticket ticket) {
        Ticket known = tickets.get(ticket.who);
        if (known == null || !known.bestOf.equals(ticket.bestOf)) {
            tickets.remove(ticket.who);
            tickets.put(ticket.who, ticket);
        }
    }

    /** Somebody waits no longer. Tells whether they did. */
    boolean leave(ParticipantId who) {
        return tickets.remove(who) != null;
    }

    /** Takes those out who have found each other: who waited longest chooses first, and takes the nearest. */
    List<Pair> pairs(long now) {
        List<Pair> pairs = new ArrayList<>();
        for (Ticket ticket : List.copyOf(tickets.values())) {
            if (tickets.containsKey(ticket.who)) {
                nearest(ticket, now).ifPresent(other -> {
                    tickets.remove(ticket.who);
                    tickets.remove(other.who);
                    pairs.add(new Pair(ticket, other));
                });
            }
        }
        return pairs;
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
        return (int) tickets.values().stream()
                .filter(ticket -> ticket.bestOf.equals(bestOf))
                .count();
    }

    /** How many of the tickets are one player's. */
    int of(ParticipantId player) {
        return (int) tickets.values().stream()
                .filter(ticket -> ticket.player.equals(player))
                .count();
    }

    /** How many of the tickets for such a match are one player's. */
    int of(ParticipantId player, BestOf bestOf) {
        return (int) tickets.values().stream()
                .filter(ticket -> ticket.bestOf.equals(bestOf) && ticket.player.equals(player))
                .count();
    }
}
