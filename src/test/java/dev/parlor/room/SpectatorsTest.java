package dev.parlor.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectatorsTest {

    private final List<Integer> told = new ArrayList<>();
    private final AtomicInteger ticksWanted = new AtomicInteger();
    private final Spectators spectators = new Spectators(told::add, ticksWanted::incrementAndGet);

    @Test
    void oneWhoComesIsToldAtOnce() {
        spectators.come();

        assertThat(told).containsExactly(1);
    }

    @Test
    void aThousandWhoComeTogetherAreToldTwice() {
        IntStream.range(0, 1000).forEach(i -> spectators.come());
        assertThat(told).as("the others at the tick that was asked for").containsExactly(1);
        assertThat(ticksWanted).hasValue(1);

        spectators.tick();

        assertThat(told).containsExactly(1, 1000);
    }

    @Test
    void whoComesAndGoesWithinATickIsToldBothTimes() {
        spectators.come();
        spectators.go();
        spectators.tick();

        assertThat(told).containsExactly(1, 0);
    }

    @Test
    void aTickThatChangedNothingTellsNothingAndAsksForNoOther() {
        spectators.come();
        spectators.tick();
        spectators.tick();

        assertThat(told).containsExactly(1);
        assertThat(ticksWanted).hasValue(1);
    }

    @Test
    void afterAQuietTickTheNextIsToldAtOnceAgain() {
        spectators.come();
        spectators.tick();
        spectators.come();

        assertThat(told).containsExactly(1, 2);
    }

    @Test
    void whatIsToldAtATickHoldsUntilTheNext() {
        spectators.come();
        spectators.come();
        spectators.tick();
        spectators.come();
        assertThat(told).containsExactly(1, 2);

        spectators.tick();

        assertThat(told).containsExactly(1, 2, 3);
    }
}
