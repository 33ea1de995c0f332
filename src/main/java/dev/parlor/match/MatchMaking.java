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
import org.jspecify.annotations.Nullable;

/** How two come to play: by waiting for each other, by a challenge, or with a bot. Shares its turn with {@link Matches}. */
final class MatchMaking {

    /** How often at least somebody who waits hears how it goes, in ms: some of the 5 s that the protocol promises. */
    static final long TELL_EVERY_MS = 4000;
    /** How often at most they hear that others come and go, in ms. */
    static final long TELL_CHANGES_EVERY_MS = 1000;

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
    private Runnable askForTick = () -> {};

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
        presence.whenSessionEnds(this::sessionEnded);
    }

    /** Somebody waits for an opponent, or plays with a bot at once. */
    CompletionStage<Void> enter(ParticipantId me, EnterQueue asked) {
        Identity who = presence.identity(me).orElseThrow(MatchMaking::gone);
        matches.requireIdle(me); // Before the database is asked, and below once more.
        if (asked.bot() != null) {
            return withBot(who, BestOf.orThree(asked.bestOf()), asked.bot());
        }
        int rating = results.rating(who.player());
        turn.run(() -> {
            matches.requireIdle(me);
            String session = presence.session(me).orElseThrow(MatchMaking::gone);
            if (queue.size() >= maxWaiting && queue.find(me).isEmpty()) {
                throw new Refused(ErrorCode.UNAVAILABLE, "As many wait as this server holds.");
            }
            queue.enter(new Ticket(me, who.player(), session, BestOf.orThree(asked.bestOf()), rating, clock.millis()));
            askForTick.run();
            matches.withdraw(me);
            told.remove(me);
            pair();
            queue.find(me).ifPresent(ticket -> tell(ticket, clock.millis()));
        });
        return CompletableFuture.completedFuture(null);
    }

    /** Somebody waits no longer. */
    void leave(ParticipantId who) {
        turn.run(() -> queue.leave(who));
    }

    /** Whoever has asked over the connection that they have now waits on: it was another that ended. */
    private void sessionEnded(ParticipantId who) {
        turn.run(() -> {
            if (!queue.find(who).map(Ticket::session).equals(presence.session(who))) {
                queue.leave(who);
            }
        });
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

    /** How to ask for a tick: there is one as long as somebody waits. */
    void tickBy(Runnable ask) {
        turn.run(() -> askForTick = ask);
    }

    /** Whoever has found each other by waiting begins to play; the others hear how it goes. */
    void tick() {
        turn.run(() -> {
            if (queue.size() + told.size() > 0) {
                askForTick.run();
                pair();
                tellWaiting();
            }
        });
    }

    int size() {
        return turn.call(() -> queue.size() + told.size());
    }

    private CompletionStage<Void> withBot(Identity who, BestOf bestOf, Bot bot) {
        List<Mind.Exchange> lesson = bot == Bot.LEARNER ? results.exchanges(who.player()) : List.of();
        return turn.call(() -> {
            matches.requireIdle(who.id());
            return matches.begin(bestOf, List.of(seat(who), Objects.requireNonNull(BOTS.get(bot))), lesson);
        });
    }

    /** One pair after the other, as long as there is room: who begins to play leaves the queue, and nobody else does. */
    private void pair() {
        long now = clock.millis();
        while (!matches.isFull()) {
            Pair pair = queue.next(now).orElse(null);
            if (pair == null) {
                return;
            }
            Identity first = stillHere(pair.first());
            Identity second = stillHere(pair.second());
            if (first != null && second != null) {
                matches.begin(pair.first().bestOf(), List.of(seat(first), seat(second)), List.of());
            }
        }
    }

    /** Who waits; whoever is gone meanwhile waits no longer. */
    private @Nullable Identity stillHere(Ticket ticket) {
        Identity who = presence.identity(ticket.who()).orElse(null);
        if (who == null) {
            queue.leave(ticket.who());
        }
        return who;
    }

    private void tellWaiting() {
        long now = clock.millis();
        told.keySet().removeIf(who -> queue.find(who).isEmpty());
        queue.all().forEach(ticket -> tell(ticket, now));
    }

    private void tell(Ticket ticket, long now) {
        Queued news = queued(ticket, now);
        if (isDue(told.get(ticket.who()), news, now)) {
            told.put(ticket.who(), new Told(news, now));
            publisher.tell(ticket.who(), MatchTeller.QUEUE, news);
        }
    }

    /** The first answer and an offer come at once; that others come and go is told less often than it may happen. */
    private static boolean isDue(@Nullable Told before, Queued news, long now) {
        if (before == null || before.what.bots().isEmpty() && !news.bots().isEmpty()) {
            return true;
        }
        boolean same =
                before.what.waiting() == news.waiting() && before.what.bots().equals(news.bots());
        return Math.abs(now - before.at) >= (same ? TELL_EVERY_MS : TELL_CHANGES_EVERY_MS);
    }

    private Queued queued(Ticket ticket, long now) {
        int waiting = queue.waiting(ticket.bestOf());
        long since = ticket.waited(now);
        List<Bot> bots = waiting == 1 && since >= offerBotsAfterMs ? List.of(Bot.values()) : List.of();
        return new Queued(ticket.bestOf(), waiting, since, bots);
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
