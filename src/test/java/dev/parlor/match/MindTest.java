package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.match.Mind.Exchange;
import dev.parlor.protocol.Bot;
import dev.parlor.protocol.Throw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class MindTest {

    private static final int ROUNDS = 300;

    @Test
    void theLearnerBeatsWhoeverHasAHabit() {
        assertThat(won(Bot.LEARNER, round -> Throw.ROCK)).isGreaterThan(ROUNDS * 3 / 4);
        assertThat(won(Bot.LEARNER, round -> Throw.values()[round % 3])).isGreaterThan(ROUNDS * 3 / 4);
    }

    @Test
    void whoHasNoHabitIsNotToBeRead() {
        Random free = new Random(7);
        int won = won(Bot.LEARNER, round -> Throw.values()[free.nextInt(3)]);

        assertThat(won).isBetween(ROUNDS / 5, ROUNDS / 2);
    }

    @Test
    void whatItRemembersIsBounded() {
        List<Exchange> endless = Collections.nCopies(10_000, new Exchange(Throw.ROCK, Throw.PAPER));

        assertThat(new Mind(Bot.LEARNER, endless).seen()).hasSize(Mind.REMEMBERED);
    }

    private static int won(Bot kind, IntFunction<Throw> opponent) {
        Random random = new Random(20261123);
        List<Exchange> seen = new ArrayList<>();
        int won = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Throw own = new Mind(kind, seen).next(random);
            Throw theirs = opponent.apply(round);
            won += own.beats(theirs) ? 1 : 0;
            seen.add(new Exchange(own, theirs));
        }
        return won;
    }
}
