package dev.parlor.match;

import dev.parlor.engine.RateLimit;
import dev.parlor.engine.RateLimiter;
import dev.parlor.engine.Turn;
import dev.parlor.match.Match.Phase.Over;
import dev.parlor.match.Match.Phase.Playing;
import dev.parlor.match.Match.Phase.Waiting;
import dev.parlor.match.Match.Seat;
import dev.parlor.match.MatchLog.Entry;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The matches that are waiting, played or were over a moment ago. All of it changes in one {@link Turn}, so that who plays,
 * who waits and who is challenged can't contradict each other; what it comes to goes through the {@link MatchLog} and is told
 * from there. Takes no room's turn, since rooms call it in theirs.
 */
final class Matches {

    /** How the ids of rooms begin that are made for matches. */
    static final String ROOM_PREFIX = "rps-";

    private static final long TRY_AGAIN_MS = 1000;
    /** How often at once one player may challenge the same person. */
    private static final int CHALLENGES = 5;

    private static final int CHALLENGES_REMEMBERED = 10_000;

    /** How it goes in time. All in ms. */
    record Times(long headStart, long challenge, long challengePause, long rematch, long restartGrace) {}

    /** Whom somebody, in whichever tab, would like to play. */
    private record Pursuit(ParticipantId player, ParticipantId opponent) {}

    private final Turn turn;
    private final MatchQueue queue;
    private final MatchLog log;
    private final Rules rules;
    private final Times times;
    private final int maxMatches;
    private final InstantSource clock;
    private final RandomGenerator random;

    private final Bots bots;
    private final MatchIndex matches = new MatchIndex();
    private final RateLimiter<Pursuit> pursuits;

    private long triedAgain;
    private boolean resting;
    private Runnable askForTick = () -> {};

    Matches(
            Turn turn,
            MatchQueue queue,
            MatchLog log,
            Rules rules,
            Times times,
            int maxMatches,
            InstantSource clock,
            RandomGenerator random) {
        this.turn = turn;
        this.queue = queue;
        this.log = log;
        this.rules = rules;
        this.times = times;
        this.maxMatches = maxMatches;
        this.clock = clock;
        this.random = random;
        this.bots = new Bots(rules, random);
        this.pursuits =
                new RateLimiter<>(new RateLimit(1000.0 / times.challengePause, CHALLENGES), CHALLENGES_REMEMBERED);
        log.unfinished().forEach(this::takeUp);
    }

    /** Carries out what a player asks of a match. Done when it is durable and told. */
    CompletionStage<Void> carryOut(ParticipantId by, MatchId id, Command command) {
        return turn.call(() -> {
            long now = clock.millis();
            Match match = matches.get(id).match();
            Step step = rules.step(match, command, now);
            boolean begins = command instanceof Command.Accept || command instanceof Command.Rematch;
            if (begins && step.refused() == null) {
                requireBothIdle(match, by);
            }
            CompletionStage<Void> done = carriedOut(match, step, now);
            if (command instanceof Command.Rematch && match.opponent(by).bot() != null) {
                // Bots are always game for another.
                return step(
                        matches.get(id).match(),
                        new Command.Rematch(match.opponent(by).id()),
                        now);
            }
            return done;
        });
    }

    /** Somebody comes into a room, is called otherwise there, or goes. */
    void inRoom(RoomId room, ParticipantId who, Command command) {
        turn.run(() -> {
            if (resting) {
                return;
            }
            long now = clock.millis();
            for (LiveMatch live : matches.in(room).toList()) {
                if (live.match().seat(who).isPresent()) {
                    Step step = rules.step(live.match(), command, now);
                    if (isNews(live.match(), step.match(), who)) {
                        carriedOut(live.match(), step, now);
                    } else {
                        live.becomes(step.match());
                    }
                }
            }
        });
    }

    /**
     * Whether anybody hears of it. Of what is over nobody hears who is called otherwise, and of who comes and goes only where
     * that says whether there can be a rematch: a few who come and go all the time would be heard by all.
     */
    private boolean isNews(Match before, Match after, ParticipantId who) {
        if (!before.isOver() || !before.phase().equals(after.phase())) {
            return true;
        }
        return matches.isLatest(after, who) && before.isHere(who) != after.isHere(who);
    }

    /** Somebody looks for another opponent: they wait for no rematch. */
    void withdraw(ParticipantId who) {
        turn.run(() -> withdraw(who, clock.millis()));
    }

    private void withdraw(ParticipantId who, long now) {
        matches.latestOf(who).ifPresent(match -> step(match, new Command.Withdraw(who), now));
    }

    /** Two begin to play, in a room that is made for it. */
    CompletionStage<Void> begin(BestOf bestOf, List<Seat> seats, List<Mind.Exchange> lesson) {
        return turn.call(() -> {
            long now = clock.millis();
            RoomId room = new RoomId(ROOM_PREFIX + Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX));
            List<Seat> onTheirWay = seats.stream()
                    .map(seat -> seat.bot() == null ? seat.away(now + times.headStart) : seat)
                    .toList();
            Match match = new Match(
                    newId(), room, true, bestOf, onTheirWay, List.of(), rules.firstRound(now, times.headStart));
            return begin(match, lesson, now);
        });
    }

    /** Somebody challenges somebody else in a room. */
    CompletionStage<Void> challenge(RoomId room, BestOf bestOf, Seat by, Seat opponent) {
        return turn.call(() -> {
            long now = clock.millis();
            Optional<Match> mutual = in(room).filter(match -> match.phase() instanceof Waiting)
                    .filter(match -> match.seats().get(0).id().equals(opponent.id())
                            && match.seats().get(1).id().equals(by.id()))
                    .findFirst();
            if (mutual.isPresent()) {
                return carryOut(by.id(), mutual.get().id(), new Command.Accept(by.id()));
            }
            requireIdle(by.id());
            if (matches.isPlaying(opponent.id())) {
                throw new Refused(ErrorCode.BUSY, opponent.name() + " is playing.");
            }
            if (matches.hasChallenged(by.id())) {
                throw new Refused(ErrorCode.BUSY, "You have challenged somebody already.");
            }
            requirePlace();
            if (!pursuits.take(new Pursuit(by.player(), opponent.id()), System.nanoTime())) {
                throw new Refused(
                        ErrorCode.RATE_LIMITED,
                        "You have challenged " + opponent.name() + " often; try again in a moment.");
            }
            Match match = new Match(
                    newId(), room, false, bestOf, List.of(by, opponent), List.of(), new Waiting(now + times.challenge));
            matches.challenges(by.id(), match.id());
            return add(match, List.of()).save(log, List.of());
        });
    }

    /** Refuses with {@code busy} who is playing. */
    void requireIdle(ParticipantId who) {
        turn.run(() -> {
            if (matches.isPlaying(who)) {
                throw new Refused(ErrorCode.BUSY, "You are playing a match.");
            }
        });
    }

    /** What somebody is told who comes back: what they play, the move they have made, who has challenged them. */
    List<ServerMessage> whereabouts(ParticipantId who) {
        return turn.call(() -> {
            List<ServerMessage> told = new ArrayList<>();
            matches.playedBy(who).ifPresent(match -> {
                told.add(MatchTeller.matched(match));
                match.openMove(who)
                        .ifPresent(move -> told.add(new ServerMessage.Moved(match.id(), match.round(), move)));
            });
            matches.all().stream()
                    .map(LiveMatch::match)
                    .filter(match -> match.phase() instanceof Waiting)
                    .filter(match -> match.seats().get(1).id().equals(who))
                    .forEach(match -> told.add(MatchTeller.challenged(match)));
            return told;
        });
    }

    /** A match in a room that was made for it. */
    Optional<MatchState> anyIn(RoomId ownRoom) {
        return turn.call(() ->
                in(ownRoom).filter(Match::ownRoom).findFirst().map(match -> match.publicState(rules.graceMs(), null)));
    }

    /** Whether there is no place for another match. What is over takes none, unless the log can't take it for long. */
    boolean isFull() {
        return turn.call(() -> matches.unfinished() >= maxMatches || matches.over() > 2 * maxMatches);
    }

    /** The server stops: whoever is cut off by that has not gone, and no time passes until it is there again. */
    void rest() {
        turn.run(() -> resting = true);
    }

    /** How to ask for a tick: there is one as long as there is a match. It asks at once, since some may be left from before. */
    void tickBy(Runnable ask) {
        turn.run(() -> askForTick = ask);
        ask.run();
    }

    /** What is due by time alone. */
    void tick() {
        turn.run(() -> {
            if (resting || matches.all().isEmpty()) {
                return;
            }
            askForTick.run();
            long now = clock.millis();
            for (LiveMatch live : List.copyOf(matches.all())) {
                if (rules.due(live.match()) <= now) {
                    step(live.match(), new Command.Pass(), now);
                } else if (live.forgetAt() <= now || live.match().isOver() && matches.over() > maxMatches) {
                    forget(live);
                }
            }
            if (Math.abs(now - triedAgain) >= TRY_AGAIN_MS) {
                triedAgain = now;
                matches.all().stream().filter(LiveMatch::isUnsaved).forEach(live -> live.save(log, List.of()));
            }
        });
    }

    /** A change could not be stored: it is offered again. */
    void notStored(Match match, List<Event> events) {
        turn.run(() -> matches.find(match.id()).ifPresent(live -> live.notStored(events)));
    }

    /** How much is kept, of whatever kind. For tests of what is left over. */
    int size() {
        return turn.call(matches::size);
    }

    private CompletionStage<Void> step(Match match, Command command, long now) {
        return carriedOut(match, rules.step(match, command, now), now);
    }

    private CompletionStage<Void> carriedOut(Match match, Step step, long now) {
        CompletionStage<Void> done = settle(match, step, now);
        if (step.refused() != null) {
            throw step.refused();
        }
        return done;
    }

    private CompletionStage<Void> settle(Match before, Step step, long now) {
        if (step.match() == before) {
            return CompletableFuture.completedFuture(null);
        }
        LiveMatch live = matches.get(before.id());
        live.becomes(bots.move(step.match(), live.lesson(), now));
        for (Event event : step.events()) {
            if (event instanceof Event.Began) {
                occupy(live.match(), now);
            } else if (event instanceof Event.Ended) {
                release(live, now);
            }
        }
        CompletionStage<Void> done = live.save(log, step.events());
        return step.events().contains(new Event.RematchAgreed()) ? again(live, now) : done;
    }

    private CompletionStage<Void> begin(Match match, List<Mind.Exchange> lesson, long now) {
        requirePlace();
        LiveMatch live = add(bots.move(match, lesson, now), lesson);
        occupy(live.match(), now);
        return live.save(log, List.of(new Event.Began()));
    }

    private CompletionStage<Void> again(LiveMatch live, long now) {
        Match over = live.match();
        List<Seat> seats = over.seats().stream()
                .map(seat -> seat.scored(0).away(seat.awaySince() == null ? null : Long.valueOf(now)))
                .toList();
        Match next = new Match(
                newId(), over.room(), over.ownRoom(), over.bestOf(), seats, List.of(), rules.firstRound(now, 0));
        return begin(next, Bots.seen(over, live.lesson()), now);
    }

    private LiveMatch add(Match match, List<Mind.Exchange> lesson) {
        askForTick.run();
        return matches.add(match, lesson);
    }

    /** Whoever plays waits for nobody else. */
    private void occupy(Match match, long now) {
        matches.answered(match.id());
        for (Seat seat : match.seats()) {
            if (seat.bot() == null) {
                queue.leave(seat.id());
                withdraw(seat.id(), now);
                matches.plays(seat.id(), match.id());
                // A challenge of theirs may have expired at this very moment: either way it is over.
                matches.takenBack(seat.id())
                        .ifPresent(own -> settle(own, rules.step(own, new Command.Resign(seat.id()), now), now));
            }
        }
    }

    /** What is over is remembered for a while, and of each room the newest. A challenge that came to nothing is not. */
    private void release(LiveMatch live, long now) {
        Match match = live.match();
        matches.ended(match);
        live.forgetAt(match.wasPlayed() ? now + times.rematch : now);
        List<LiveMatch> over = matches.in(match.room())
                .filter(other -> now < other.forgetAt() && other.forgetAt() < Long.MAX_VALUE)
                .toList();
        if (over.size() > MatchBoard.SHOWN_OVER) {
            over.stream()
                    .min(Comparator.comparingLong(LiveMatch::forgetAt))
                    .orElseThrow()
                    .forgetAt(now);
        }
    }

    /** What is not stored yet is not forgotten. */
    private void forget(LiveMatch live) {
        if (live.isSaved() && log.offer(new Entry.Forgotten(live.match().id()))) {
            matches.remove(live.match());
        }
    }

    /** A match that the server stopped in the middle of: everybody is away, and has some time to come back. */
    private void takeUp(Match match) {
        long now = clock.millis();
        Match resumed = match;
        for (Seat seat : match.seats()) {
            if (seat.bot() == null) {
                resumed = resumed.with(seat.away(now + times.restartGrace - rules.graceMs()));
            }
        }
        if (match.phase() instanceof Playing playing) {
            long deadline = now + times.restartGrace + rules.roundMs();
            resumed = resumed.with(new Playing(playing.round(), deadline, playing.open(), playing.idle()));
            match.seats().stream()
                    .filter(seat -> seat.bot() == null)
                    .forEach(seat -> matches.plays(seat.id(), match.id()));
        } else {
            resumed = resumed.with(new Waiting(now + times.restartGrace));
            matches.challenges(match.seats().get(0).id(), match.id());
        }
        add(resumed, List.of()).save(log, List.of());
    }

    /** Refuses with {@code busy} where a match would begin with this and somebody plays already, or has since. */
    private void requireBothIdle(Match match, ParticipantId by) {
        requireIdle(by);
        Seat other = match.opponent(by);
        if (match.isOver()
                && !(matches.isLatest(match, by) && (matches.isLatest(match, other.id()) || other.bot() != null))) {
            throw new Refused(ErrorCode.ROUND_CLOSED, "One of you has played another match since.");
        }
        boolean begins =
                !(match.phase() instanceof Over over) || over.rematch().contains(other.id()) || other.bot() != null;
        if (begins && matches.isPlaying(other.id())) {
            throw new Refused(ErrorCode.BUSY, other.name() + " is playing.");
        }
        if (begins && match.isOver()) {
            requirePlace();
        }
    }

    private void requirePlace() {
        if (isFull()) {
            throw new Refused(ErrorCode.UNAVAILABLE, "As many matches are played as this server holds.");
        }
    }

    private Stream<Match> in(RoomId room) {
        return matches.in(room).map(LiveMatch::match);
    }

    private MatchId newId() {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return new MatchId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
