package dev.parlor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void letsABurstThroughAndThenSoManyASecond() {
        TokenBucket bucket = new TokenBucket(new RateLimit(10, 20), 0);
        assertThat(taken(bucket, 0, 100)).isEqualTo(20);
        assertThat(taken(bucket, SECOND, 100)).isEqualTo(10);
        assertThat(taken(bucket, SECOND + SECOND / 10, 100)).isEqualTo(1);
    }

    @Test
    void neverHoldsMoreThanItsBurst() {
        TokenBucket bucket = new TokenBucket(new RateLimit(10, 20), 0);
        assertThat(taken(bucket, 1000 * SECOND, 100)).isEqualTo(20);
    }

    @Test
    void takesAllOrNothing() {
        TokenBucket bucket = new TokenBucket(new RateLimit(10, 20), 0);
        assertThat(bucket.take(15, 0)).isTrue();
        assertThat(bucket.take(6, 0)).isFalse();
        assertThat(bucket.take(5, 0)).isTrue();
        assertThat(bucket.take(10, SECOND)).isTrue();
        assertThat(bucket.take(1, SECOND)).isFalse();
    }

    @Test
    void aLimiterForgetsWhoWasNotSeenForLongest() {
        RateLimiter<Integer> limiter = new RateLimiter<>(new RateLimit(1, 1), 2);
        assertThat(limiter.take(1, 0)).isTrue();
        assertThat(limiter.take(1, 0)).isFalse();
        assertThat(limiter.take(2, 0)).isTrue();
        assertThat(limiter.take(3, 0)).isTrue();
        assertThat(limiter.take(3, 0)).isFalse();
        assertThat(limiter.take(1, 0)).as("1 was forgotten, and starts full").isTrue();
    }

    private static long taken(TokenBucket bucket, long now, int tries) {
        return IntStream.range(0, tries).filter(i -> bucket.take(now)).count();
    }
}
