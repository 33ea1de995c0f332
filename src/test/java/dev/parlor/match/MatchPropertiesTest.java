package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.match.Match.Phase;
import dev.parlor.match.Match.Seat;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.Status;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Throw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;

/** Whatever anybody does, in whatever order, as often as they like: a match stays a match. */
class MatchPropertiesTest {

    private static final long GRACE = 10_000;
    private static final Rules RULES = new Rules(15_000, GRACE);
    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final ParticipantId BEN = new ParticipantId("ben");
    private static final ParticipantId EVE = new ParticipantId("eve");

    /** Something happens so many ms after what was before. */
    record Happening(long after, Command command) {}

    @Property(tries = 2_000)
    void noSequenceOfCommandsBreaksAnInvariant(
            @ForAll("beginnings") Match beginning, @ForAll @Size(max = 80) List<@From("happenings") Happening> all) {
        Match match = beginning;
        long now = 0;
        int ends = 0;
        for (Happening happening : all) {
            now += happening.after;
            Step step = RULES.step(match, happening.command, now);
            Match after = step.match();
            ends += (int)
                    step.events().stream().filter(Event.Ended.class::isInstance).count();
            scoresAreTheRoundsWon(after);
            roundsAreNumberedWithoutAGap(after);
            whatIsOverStaysOver(match, after);
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
    }

    @Property(tries = 1_000)
    void nobodySeesAnOpenMove(
            @ForAll("beginnings") Match beginning,
            @ForAll @Size(max = 40) List<@From("happenings") Happening> all,
            @ForAll Throw one,
            @ForAll Throw other) {
        Match match = played(beginning, all);
        if (match.phase() instanceof Phase.Playing playing) {
            Match withOne = match.with(playing(playing, Map.of(ADA, one)));
            Match withOther = match.with(playing(playing, Map.of(ADA, other)));
            assertThat(withOne.publicState(GRACE, null)).isEqualTo(withOther.publicState(GRACE, null));
            assertThat(withOne.openMove(ADA)).contains(one);
            assertThat(withOne.openMove(BEN)).isEmpty();
            assertThat(withOne.openMove(EVE)).isEmpty();
        }
    }

    @Property(tries = 1_000)
    void whatEverybodySeesFollowsFromTheClosedRounds(
            @ForAll("beginnings") Match beginning, @ForAll @Size(max = 80) List<@From("happenings") Happening> all) {
        MatchState state = played(beginning, all).publicState(GRACE, null);

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

    private static Match played(Match beginning, List<Happening> all) {
        Match match = beginning;
        long now = 0;
        for (Happening happening : all) {
            now += happening.after;
            match = RULES.step(match, happening.command, now).match();
        }
        return match;
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
    private static void whatIsOverStaysOver(Match before, Match after) {
        if (before.phase() instanceof Phase.Over was) {
            assertThat(after.phase()).isInstanceOfSatisfying(Phase.Over.class, is -> {
                assertThat(is.winner()).isEqualTo(was.winner());
                assertThat(is.reason()).isEqualTo(was.reason());
                assertThat(is.endedAt()).isEqualTo(was.endedAt());
                assertThat(is.rematch()).containsAll(was.rematch()).doesNotHaveDuplicates();
            });
            assertThat(after.rounds()).isEqualTo(before.rounds());
        }
    }

    @Provide
    Arbitrary<Match> beginnings() {
        return bestOfs()
                .flatMap(bestOf -> Arbitraries.of(
                        match(bestOf, RULES.firstRound(0, 5_000)), match(bestOf, new Phase.Waiting(30_000))));
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
        return Combinators.combine(after, commands()).as(Happening::new);
    }

    private static Arbitrary<Command> commands() {
        Arbitrary<ParticipantId> who =
                Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.of(ADA, BEN)), Tuple.of(1, Arbitraries.just(EVE)));
        Arbitrary<Integer> round = Arbitraries.integers().between(-1, 12);
        Arbitrary<Throw> move = Arbitraries.of(Throw.class);
        List<Tuple.Tuple2<Integer, Arbitrary<Command>>> all = new ArrayList<>();
        all.add(Tuple.of(20, Combinators.combine(who, round, move).as(Command.Play::new)));
        all.add(Tuple.of(3, who.map(Command.Accept::new)));
        all.add(Tuple.of(1, who.map(Command.Decline::new)));
        all.add(Tuple.of(1, who.map(Command.Resign::new)));
        all.add(Tuple.of(2, who.map(Command.Rematch::new)));
        all.add(Tuple.of(2, who.map(id -> new Command.Come(participant(id)))));
        all.add(Tuple.of(1, who.map(id -> new Command.Rename(participant(id)))));
        all.add(Tuple.of(1, who.map(Command.Lose::new)));
        all.add(Tuple.of(1, who.map(Command.Leave::new)));
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
