package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.match.Match.Phase;
import dev.parlor.match.Match.Seat;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.EndReason;
import dev.parlor.protocol.MatchState.Status;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Throw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsCollector;

/** Whatever anybody does, in whatever order, as often as they like: a match stays a match. */
class MatchPropertiesTest {

    private static final long GRACE = 10_000;
    private static final long ROUND = 15_000;
    private static final Rules RULES = new Rules(ROUND, GRACE);
    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final ParticipantId BEN = new ParticipantId("ben");
    private static final ParticipantId EVE = new ParticipantId("eve");

    /** What somebody does, by how the match stands then. */
    private interface Deed extends Function<Match, Command> {}

    /** Something happens so many ms after what was before. */
    record Happening(long after, Deed deed) {}

    @Property(tries = 2_000)
    void noSequenceOfCommandsBreaksAnInvariant(
            @ForAll("beginnings") Match beginning, @ForAll @Size(max = 80) List<@From("happenings") Happening> all) {
        Match match = beginning;
        long now = 0;
        int ends = 0;
        for (Happening happening : all) {
            now += happening.after;
            Command command = happening.deed.apply(match);
            Step step = RULES.step(match, command, now);
            Match after = step.match();
            ends += (int)
                    step.events().stream().filter(Event.Ended.class::isInstance).count();
            scoresAreTheRoundsWon(after);
            roundsAreNumberedWithoutAGap(after);
            whatIsOverStaysOver(match, command, after);
            if (step.refused() != null) {
                assertThat(after)
                        .as("a refused command changes nothing but what was due")
                        .isEqualTo(due(match, now));
            }
            if (step.events().isEmpty() && match.phase().equals(after.phase())) {
                assertThat(after.rounds()).isEqualTo(match.rounds());
            }
            match = after;
        }
        assertThat(ends).isEqualTo(match.isOver() ? 1 : 0);
        everyEndIsReached(match);
    }

    /** Else what holds here would hold of little. */
    private static void everyEndIsReached(Match match) {
        StatisticsCollector ends = Statistics.label("how it ended");
        ends.collect(end(match));
        ends.coverage(coverage -> {
            for (String often : List.of("not yet", "SCORE", "RESIGNED", "FORFEIT", "never begun")) {
                coverage.check(often).percentage(percent -> percent > 3);
            }
            for (String sometimes : List.of("after the last round", "TIMEOUT")) {
                coverage.check(sometimes).count(times -> times > 5);
            }
        });
    }

    private static String end(Match match) {
        if (!(match.phase() instanceof Phase.Over over)) {
            return "not yet";
        }
        if (over.reason() == EndReason.SCORE && over.round() == Rules.MAX_ROUNDS) {
            return "after the last round";
        }
        return match.wasPlayed() ? over.reason().name() : "never begun";
    }

    @Property(tries = 1_000)
    void nobodySeesAnOpenMove(
            @ForAll("beginnings") Match beginning,
            @ForAll @Size(max = 40) List<@From("happenings") Happening> all,
            @ForAll Throw one,
            @ForAll Throw other) {
        Match begun = RULES.step(beginning, new Command.Accept(BEN), 0).match();
        int looked = 0;
        for (Match match : states(begun, all)) {
            if (match.phase() instanceof Phase.Playing playing) {
                Match withOne = match.with(playing(playing, Map.of(ADA, one)));
                Match withOther = match.with(playing(playing, Map.of(ADA, other)));
                assertThat(withOne.publicState(GRACE, null)).isEqualTo(withOther.publicState(GRACE, null));
                assertThat(withOne.openMove(ADA)).contains(one);
                assertThat(withOne.openMove(BEN)).isEmpty();
                assertThat(withOne.openMove(EVE)).isEmpty();
                looked++;
            }
        }
        assertThat(looked).as("states with open moves").isPositive();
    }

    @Property(tries = 1_000)
    void whatEverybodySeesFollowsFromTheClosedRounds(
            @ForAll("beginnings") Match beginning, @ForAll @Size(max = 80) List<@From("happenings") Happening> all) {
        List<Match> states = states(beginning, all);
        MatchState state = states.get(states.size() - 1).publicState(GRACE, null);

        assertThat(state.rounds()).hasSizeLessThanOrEqualTo(Match.TOLD_ROUNDS);
        assertThat(state.last())
                .isEqualTo(
                        state.rounds().isEmpty()
                                ? null
                                : state.rounds().get(state.rounds().size() - 1));
        assertThat(state.status() == Status.OVER).isEqualTo(state.reason() != null);
        assertThat(state.deadline() == null).isEqualTo(state.status() == Status.OVER);
        if (state.winner() != null) {
            assertThat(state.winner()).isIn(ADA, BEN);
        }
    }

    /** Two who keep moving come to an end, whatever they throw. */
    @Property(tries = 500)
    void whoeverPlaysOnComesToAnEnd(@ForAll("bestOfs") BestOf bestOf, @ForAll @Size(120) List<Throw> throwsOfBoth) {
        Match match = match(bestOf, RULES.firstRound(0, 0));
        for (int i = 0; i + 1 < throwsOfBoth.size(); i += 2) {
            match = RULES.step(match, new Command.Play(ADA, match.round(), throwsOfBoth.get(i)), i)
                    .match();
            match = RULES.step(match, new Command.Play(BEN, match.round(), throwsOfBoth.get(i + 1)), i)
                    .match();
        }
        assertThat(match.isOver()).isTrue();
        assertThat(match.rounds()).hasSizeLessThanOrEqualTo(Rules.MAX_ROUNDS);
    }

    /** How a match stands at first, and after each of the happenings. */
    private static List<Match> states(Match beginning, List<Happening> all) {
        List<Match> states = new ArrayList<>(List.of(beginning));
        Match match = beginning;
        long now = 0;
        for (Happening happening : all) {
            now += happening.after;
            match = RULES.step(match, happening.deed.apply(match), now).match();
            states.add(match);
        }
        return states;
    }

    private static Match due(Match match, long now) {
        return RULES.step(match, new Command.Pass(), now).match();
    }

    private static void scoresAreTheRoundsWon(Match match) {
        Map<ParticipantId, Integer> won = new HashMap<>(Map.of(ADA, 0, BEN, 0));
        match.rounds().forEach(round -> {
            if (round.winner() != null) {
                won.merge(round.winner(), 1, Integer::sum);
            }
        });
        for (Seat seat : match.seats()) {
            assertThat(seat.score())
                    .isEqualTo(won.get(seat.id()))
                    .isBetween(0, match.bestOf().toWin());
        }
        assertThat(match.seats().stream().mapToInt(Seat::score).sum())
                .isLessThanOrEqualTo(match.bestOf().rounds());
    }

    private static void roundsAreNumberedWithoutAGap(Match match) {
        for (int i = 0; i < match.rounds().size(); i++) {
            assertThat(match.rounds().get(i).round()).isEqualTo(i + 1);
        }
        if (match.isPlaying()) {
            assertThat(match.round()).isEqualTo(match.rounds().size() + 1);
        }
    }

    /** But for who is there, and who would like another. */
    private static void whatIsOverStaysOver(Match before, Command command, Match after) {
        if (before.phase() instanceof Phase.Over was) {
            assertThat(after.phase()).isInstanceOfSatisfying(Phase.Over.class, is -> {
                assertThat(is.winner()).isEqualTo(was.winner());
                assertThat(is.reason()).isEqualTo(was.reason());
                assertThat(is.endedAt()).isEqualTo(was.endedAt());
                assertThat(is.rematch()).doesNotHaveDuplicates();
                if (was.rematch().size() == 2 || !takesBack(command)) {
                    assertThat(is.rematch()).containsAll(was.rematch());
                } else {
                    assertThat(is.rematch()).allMatch(was.rematch()::contains).allMatch(after::isHere);
                }
            });
            assertThat(after.rounds()).isEqualTo(before.rounds());
        }
    }

    private static boolean takesBack(Command command) {
        return command instanceof Command.Lose
                || command instanceof Command.Leave
                || command instanceof Command.Withdraw;
    }

    /** Just begun, only asked for, with few rounds left, or with nobody at the table. */
    @Provide
    Arbitrary<Match> beginnings() {
        return bestOfs()
                .flatMap(bestOf -> Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.just(match(bestOf, RULES.firstRound(0, 5_000)))),
                        Tuple.of(3, Arbitraries.just(match(bestOf, new Phase.Waiting(30_000)))),
                        Tuple.of(1, Arbitraries.just(drawn(bestOf, Rules.MAX_ROUNDS - 2))),
                        Tuple.of(2, Arbitraries.just(idle(bestOf, Rules.IDLE_ROUNDS - 1)))));
    }

    /** So many rounds have passed without a move, at once. */
    private static Match idle(BestOf bestOf, int rounds) {
        Match match = match(bestOf, RULES.firstRound(0, 0));
        for (int round = 1; round <= rounds; round++) {
            match = RULES.step(match, new Command.Pass(), round * ROUND).match();
        }
        return match.with(new Phase.Playing(match.round(), ROUND, Map.of(), rounds));
    }

    /** So many rounds were drawn. */
    private static Match drawn(BestOf bestOf, int rounds) {
        Match match = match(bestOf, RULES.firstRound(0, 0));
        for (int round = 1; round <= rounds; round++) {
            match = RULES.step(match, new Command.Play(ADA, round, Throw.ROCK), 0)
                    .match();
            match = RULES.step(match, new Command.Play(BEN, round, Throw.ROCK), 0)
                    .match();
        }
        return match;
    }

    @Provide
    Arbitrary<BestOf> bestOfs() {
        return Arbitraries.of(1, 3, 5).map(BestOf::new);
    }

    @Provide
    Arbitrary<Happening> happenings() {
        Arbitrary<Long> after = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.longs().between(0, 50)),
                Tuple.of(1, Arbitraries.longs().between(0, 20_000)));
        return Arbitraries.frequencyOf(
                Tuple.of(10, Combinators.combine(after, deeds()).as(Happening::new)),
                // Long enough for a round in which nobody moves.
                Tuple.of(1, Arbitraries.just(new Happening(ROUND, match -> new Command.Pass()))));
    }

    private static Arbitrary<Deed> deeds() {
        Arbitrary<ParticipantId> who =
                Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.of(ADA, BEN)), Tuple.of(1, Arbitraries.just(EVE)));
        Arbitrary<Integer> off = Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(-2, 2)));
        Arbitrary<Throw> move = Arbitraries.of(Throw.class);
        Arbitrary<Deed> plays = Combinators.combine(who, off, move)
                .as((by, rounds, what) -> match -> new Command.Play(by, match.round() + rounds, what));
        return Arbitraries.frequencyOf(
                Tuple.of(40, plays), Tuple.of(16, others(who).map(command -> match -> command)));
    }

    private static Arbitrary<Command> others(Arbitrary<ParticipantId> who) {
        List<Tuple.Tuple2<Integer, Arbitrary<Command>>> all = new ArrayList<>();
        all.add(Tuple.of(3, who.map(Command.Accept::new)));
        all.add(Tuple.of(1, who.map(Command.Decline::new)));
        all.add(Tuple.of(1, who.map(Command.Resign::new)));
        all.add(Tuple.of(2, who.map(Command.Rematch::new)));
        all.add(Tuple.of(2, who.map(id -> new Command.Come(participant(id)))));
        all.add(Tuple.of(1, who.map(id -> new Command.Rename(participant(id)))));
        all.add(Tuple.of(1, who.map(Command.Lose::new)));
        all.add(Tuple.of(1, who.map(Command.Leave::new)));
        all.add(Tuple.of(1, who.map(Command.Withdraw::new)));
        all.add(Tuple.of(1, Arbitraries.just(new Command.Pass())));
        return Arbitraries.frequencyOf(all);
    }

    private static Phase.Playing playing(Phase.Playing as, Map<ParticipantId, Throw> open) {
        return new Phase.Playing(as.round(), as.deadline(), open, as.idle());
    }

    private static Participant participant(ParticipantId id) {
        return new Participant(id, new DisplayName(id.value()), Color.of(id.value()), 0);
    }

    private static Match match(BestOf bestOf, Phase phase) {
        return new Match(
                new MatchId("m"),
                new RoomId("tea"),
                false,
                bestOf,
                List.of(Seat.of(participant(ADA), ADA), Seat.of(participant(BEN), BEN)),
                List.of(),
                phase);
    }
}
