package dev.parlor.match;

import dev.parlor.engine.Turn;
import dev.parlor.match.Match.Seat;
import dev.parlor.match.MatchQueue.Pair;
import dev.parlor.match.MatchQueue.Ticket;
import dev.parlor.presence.Identity;
import dev.parlor.presence.Presence;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Bot;
import dev.parlor.protocol.ClientMessage.Challenge;
import dev.parlor.protocol.ClientMessage.EnterQueue;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.protocol.ServerMessage.Queued;
import dev.parlor.room.Publisher;
import dev.parlor.room.Rooms;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** How two come to play: by waiting for each other, by a challenge, or with a bot. Shares its turn with {@link Matches}. */
final class MatchMaking {

    /** How often at least somebody who waits hears how it goes, in ms: some of the 5 s that the protocol promises. */
    static final long TELL_EVERY_MS = 4000;
    /** In how many tabs one player may wait at once. */
    static final int TABS = 8;

    private static final DisplayName NAMELESS = new DisplayName("Guest");
    private static final Map<Bot, Seat> BOTS = Map.of(
            Bot.BEGINNER, seat(Bot.BEGINNER, "Pebble"),
            Bot.LEARNER, seat(Bot.LEARNER, "Sage"));

    /** What somebody who waits was told, and when. */
    private record Told(Queued what, long at) {}

    private final Turn turn;
    private final MatchQueue queue;
    private final Matches matches;
    private final Results results;
    private final Presence presence;
    private final Supplier<Rooms> rooms;
    private final Publisher publisher;
    private final long offerBotsAfterMs;
    private final int maxWaiting;
    private final InstantSource clock;
    private final Map<ParticipantId, Told> told = new HashMap<>();

    MatchMaking(
            Turn turn,
            MatchQueue queue,
            Matches matches,
            Results results,
            Presence presence,
            Supplier<Rooms> rooms,
            Publisher publisher,
            long offerBotsAfterMs,
            int maxWaiting,
            InstantSource clock) {
        this.turn = turn;
        this.queue = queue;
        this.matches = matches;
        this.results = results;
        this.presence = presence;
        this.rooms = rooms;
        this.publisher = publisher;
        this.offerBotsAfterMs = offerBotsAfterMs;
        this.maxWaiting = maxWaiting;
        this.clock = clock;
        presence.whenAbsent(this::leave);
    }

    /** Somebody waits for an opponent, or plays with a bot at once. */
    CompletionStage<Void> enter(ParticipantId me, EnterQueue asked) {
        Identity who = presence.identity(me).orElseThrow(MatchMaking::gone);
        if (asked.bot() != null) {
            return withBot(who, BestOf.orThree(asked.bestOf()), asked.bot());
        }
        int rating = results.rating(who.player());
        turn.run(() -> {
            matches.requireIdle(me);
            if (presence.session(me).isEmpty()) {
                throw gone();
            }
            queue.enter(admitted(new Ticket(me, who.player(), BestOf.orThree(asked.bestOf()), rating, clock.millis())));
            told.remove(me);
            pair();
            tellWaiting();
        });
        return CompletableFuture.completedFuture(null);
    }

    /** Somebody waits no longer. */
    void leave(ParticipantId who) {
        turn.run(() -> queue.leave(who));
    }

    /** Somebody challenges somebody in the same room. */
    CompletionStage<Void> challenge(ParticipantId me, Challenge asked) {
        return rooms.get().as(me, asked.room(), (room, who) -> {
            Participant opponent = room.participant(asked.opponent())
                    .orElseThrow(() ->
                            new Refused(ErrorCode.NOT_IN_ROOM, "There is nobody of this id or name in the room."));
            if (opponent.id().equals(me)) {
                throw new Refused(ErrorCode.BAD_REQUEST, "One can't challenge oneself.");
            }
            return matches.challenge(
                    room.id(),
                    BestOf.orThree(asked.bestOf()),
                    seat(who),
                    seat(opponent).away(room.isAway(opponent.id()) ? clock.millis() : null));
        });
    }

    /** What somebody is told who comes back while they wait, play or are challenged. */
    List<ServerMessage> whereabouts(ParticipantId who) {
        return turn.call(() -> {
            List<ServerMessage> all = new ArrayList<>();
            queue.find(who).ifPresent(ticket -> all.add(queued(ticket, clock.millis())));
            all.addAll(matches.whereabouts(who));
            return all;
        });
    }

    /** Whoever has found each other by waiting begins to play; the others hear how it goes. */
    void tick() {
        turn.run(() -> {
            pair();
            tellWaiting();
        });
    }

    int size() {
        return turn.call(() -> queue.size() + told.size());
    }

    private Ticket admitted(Ticket ticket) {
        if (queue.find(ticket.who()).isEmpty()) {
            if (queue.size() >= maxWaiting) {
                throw new Refused(ErrorCode.UNAVAILABLE, "As many wait as this server holds.");
            }
            if (queue.of(ticket.player()) >= TABS) {
                throw new Refused(ErrorCode.BUSY, "You are waiting in " + TABS + " tabs already.");
            }
        }
        return ticket;
    }

    private CompletionStage<Void> withBot(Identity who, BestOf bestOf, Bot bot) {
        List<Mind.Exchange> lesson = bot == Bot.LEARNER ? results.exchanges(who.player()) : List.of();
        return turn.call(() -> {
            matches.requireIdle(who.id());
            return matches.begin(bestOf, List.of(seat(who), Objects.requireNonNull(BOTS.get(bot))), lesson);
        });
    }

    private void pair() {
        if (matches.isFull()) {
            return;
        }
        for (Pair pair : queue.pairs(clock.millis())) {
            List<Seat> seats = List.of(
                    seat(presence.identity(pair.first().who()).orElseThrow(MatchMaking::gone)),
                    seat(presence.identity(pair.second().who()).orElseThrow(MatchMaking::gone)));
            matches.begin(pair.first().bestOf(), seats, List.of());
        }
    }

    private void tellWaiting() {
        long now = clock.millis();
        told.keySet().removeIf(who -> queue.find(who).isEmpty());
        for (Ticket ticket : queue.all()) {
            Queued news = queued(ticket, now);
            Told before = told.get(ticket.who());
            if (before == null || Math.abs(now - before.at) >= TELL_EVERY_MS || !isSame(before.what, news)) {
                told.put(ticket.who(), new Told(news, now));
                publisher.tell(ticket.who(), MatchTeller.QUEUE, news);
            }
        }
    }

    private Queued queued(Ticket ticket, long now) {
        int waiting = queue.waiting(ticket.bestOf());
        int yours = queue.of(ticket.player(), ticket.bestOf());
        long since = ticket.waited(now);
        List<Bot> bots = waiting == yours && since >= offerBotsAfterMs ? List.of(Bot.values()) : List.of();
        return new Queued(ticket.bestOf(), waiting, yours, since, bots);
    }

    private static boolean isSame(Queued a, Queued b) {
        return a.bestOf().equals(b.bestOf())
                && a.waiting() == b.waiting()
                && a.yours() == b.yours()
                && a.bots().equals(b.bots());
    }

    /** Whoever is in no room yet is called what they would like to be; in the match's room they get their name. */
    private static Seat seat(Identity who) {
        DisplayName name = who.name() != null ? who.name() : NAMELESS;
        Color color = who.color() != null ? who.color() : Color.of(name.value());
        return new Seat(who.id(), who.player(), name, color, null, 0, null);
    }

    private Seat seat(Participant who) {
        ParticipantId player = presence.identity(who.id()).map(Identity::player).orElse(who.id());
        return Seat.of(who, player);
    }

    private static Seat seat(Bot bot, String name) {
        ParticipantId id = new ParticipantId("bot-" + bot.wire());
        return new Seat(id, id, new DisplayName(name), Color.of(name), bot, 0, null);
    }

    private static Refused gone() {
        return new Refused(ErrorCode.UNAVAILABLE, "You are not connected any more.");
    }
}
