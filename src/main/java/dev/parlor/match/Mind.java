package dev.parlor.match;

import dev.parlor.protocol.Bot;
import dev.parlor.protocol.MatchState.Round;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Throw;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a bot would throw next. It knows the rounds that are closed and nothing else: it is asked as a round begins, before
 * anybody can have moved in it.
 *
 * @param kind how it plays
 * @param seen what it and its opponent threw in closed rounds, oldest first
 */
record Mind(Bot kind, List<Exchange> seen) {

    /** The longest memory, in rounds. */
    static final int REMEMBERED = 200;

    /** Beginners do what beginners do so often. */
    private static final double HABIT = 0.6;
    /** Whoever always did the same would be read in turn. */
    private static final double WHIM = 0.1;

    /** What the two threw in one round. */
    record Exchange(Throw own, Throw theirs) {}

    Mind {
        seen = List.copyOf(remembered(seen));
    }

    /** The newest of what was seen: as much as it can keep in mind. */
    static List<Exchange> remembered(List<Exchange> seen) {
        return seen.subList(Math.max(0, seen.size() - REMEMBERED), seen.size());
    }

    /** What a bot has seen of an opponent in some rounds; those in which one of them did not move teach nothing. */
    static Stream<Exchange> exchanges(List<Round> rounds, ParticipantId opponent) {
        return rounds.stream().filter(round -> round.moves().size() == 2).map(round -> {
            Throw theirs = round.moves().getOrDefault(opponent, Throw.ROCK);
            Throw own = round.moves().entrySet().stream()
                    .filter(move -> !move.getKey().equals(opponent))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            return new Exchange(own, theirs);
        });
    }

    /** What it throws. */
    Throw next(RandomGenerator random) {
        return kind == Bot.LEARNER ? learned(random) : asBeginnersDo(random);
    }

    private Throw asBeginnersDo(RandomGenerator random) {
        if (seen.isEmpty()) {
            return random.nextBoolean() ? Throw.ROCK : any(random);
        }
        Exchange last = seen.get(seen.size() - 1);
        if (random.nextDouble() >= HABIT) {
            return any(random);
        }
        // Win: stay; lose: what would have won.
        return last.own.beats(last.theirs) ? last.own : last.theirs.beatenBy();
    }

    /**
     * A Markov chain of their throws: what they threw most after what came just before, looked up by the last two rounds if
     * that has happened before, else by the last, else by all.
     */
    private Throw learned(RandomGenerator random) {
        if (random.nextDouble() < WHIM) {
            return any(random);
        }
        for (int order = 2; order >= 0; order--) {
            Throw expected = mostAfter(order, random);
            if (expected != null) {
                return expected.beatenBy();
            }
        }
        return any(random);
    }

    private @Nullable Throw mostAfter(int order, RandomGenerator random) {
        if (seen.size() < order) {
            return null;
        }
        List<Exchange> now = seen.subList(seen.size() - order, seen.size());
        int[] counts = new int[Throw.values().length];
        for (int i = order; i < seen.size(); i++) {
            if (seen.subList(i - order, i).equals(now)) {
                counts[seen.get(i).theirs.ordinal()]++;
            }
        }
        Throw most = null;
        int tied = 0;
        for (Throw candidate : Throw.values()) {
            int count = counts[candidate.ordinal()];
            int best = most == null ? 0 : counts[most.ordinal()];
            if (count > best) {
                most = candidate;
                tied = 1;
            } else if (count > 0 && count == best && random.nextInt(++tied) == 0) {
                most = candidate;
            }
        }
        return most;
    }

    private static Throw any(RandomGenerator random) {
        return Throw.values()[random.nextInt(Throw.values().length)];
    }
}
