package dev.parlor.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.protocol.ParticipantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpectatorsTest {

    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final ParticipantId BEN = new ParticipantId("ben");

    private final Set<ParticipantId> seated = new HashSet<>();
    private final List<Integer> told = new ArrayList<>();
    private final AtomicInteger ticksWanted = new AtomicInteger();
    private final Spectators spectators = new Spectators(seated::contains, told::add, ticksWanted::incrementAndGet);

    @Test
    void oneWhoComesIsToldAtOnce() {
        spectators.come(ADA);

        assertThat(told).containsExactly(1);
    }

    @Test
    void aThousandWhoComeTogetherAreToldTwice() {
        IntStream.range(0, 1000).forEach(i -> spectators.come(new ParticipantId("p" + i)));
        assertThat(told).as("the others at the tick that was asked for").containsExactly(1);
        assertThat(ticksWanted).hasValue(1);

        spectators.tick();

        assertThat(told).containsExactly(1, 1000);
    }

    @Test
    void whoComesAndGoesWithinATickIsToldBothTimes() {
        spectators.come(ADA);
        spectators.go(ADA);
        spectators.tick();

        assertThat(told).containsExactly(1, 0);
    }

    @Test
    void aTickThatChangedNothingTellsNothingAndAsksForNoOther() {
        spectators.come(ADA);
        spectators.tick();
        spectators.tick();

        assertThat(told).containsExactly(1);
        assertThat(ticksWanted).hasValue(1);
    }

    @Test
    void afterAQuietTickTheNextIsToldAtOnceAgain() {
        spectators.come(ADA);
        spectators.tick();
        spectators.come(BEN);

        assertThat(told).containsExactly(1, 2);
    }

    @Test
    void whatIsToldAtATickHoldsUntilTheNext() {
        spectators.come(ADA);
        spectators.come(BEN);
        spectators.tick();
        spectators.come(new ParticipantId("cy"));
        assertThat(told).containsExactly(1, 2);

        spectators.tick();

        assertThat(told).containsExactly(1, 2, 3);
    }

    @Test
    void whoWatchesTwiceWatchesUntilTheyHaveGoneTwice() {
        spectators.come(ADA);
        spectators.come(ADA);
        spectators.go(ADA);
        assertThat(spectators.has(ADA)).isTrue();

        spectators.go(ADA);

        assertThat(spectators.has(ADA)).isFalse();
    }

    @Test
    void whoWatchesTwiceIsOne() {
        spectators.come(ADA);
        spectators.come(ADA);
        assertThat(spectators.count()).isEqualTo(1);

        spectators.go(ADA);
        assertThat(spectators.count()).isEqualTo(1);

        spectators.go(ADA);
        assertThat(spectators.count()).isZero();
        assertThat(spectators.isEmpty()).isTrue();
    }

    @Test
    void whoIsInTheRosterTooIsNoSpectator() {
        spectators.come(ADA);
        seated.add(ADA);
        spectators.sits(ADA);
        assertThat(spectators.count()).isZero();
        assertThat(spectators.isEmpty()).isFalse();

        seated.remove(ADA);
        spectators.stands(ADA);
        assertThat(spectators.count()).isEqualTo(1);

        spectators.go(ADA);
        seated.add(ADA);
        spectators.sits(ADA);
        spectators.come(ADA);
        spectators.go(ADA);
        assertThat(spectators.count()).isZero();
    }
}
