package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatsTest {

    private static final long SECOND = 1_000_000_000;

    /** As {@link System#nanoTime} may tell: it begins anywhere, and overflows. */
    @ParameterizedTest
    @ValueSource(longs = {0, -SECOND, Long.MAX_VALUE - SECOND, Long.MIN_VALUE + 1})
    void aConnectionIsLookedAtWhenTheFirstOfAllIsDue(long now) {
        assertThat(Heartbeats.untilNext(now, now + 3 * SECOND, now + 2 * SECOND, now + 4 * SECOND))
                .isEqualTo(2 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -SECOND, Long.MAX_VALUE - SECOND, Long.MIN_VALUE + 1})
    void whatWasDueDoesNotComeAgain(long now) {
        assertThat(Heartbeats.untilNext(now, now, now - SECOND, now + SECOND)).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -SECOND, Long.MAX_VALUE - SECOND, Long.MIN_VALUE + 1})
    void oneOfWhichNothingIsDueIsLookedAtAllTheSame(long now) {
        assertThat(Heartbeats.untilNext(now, now - SECOND, now + 60 * SECOND)).isEqualTo(Heartbeats.UNSEEN);
    }
}
