package dev.parlor.engine;

/**
 * Lets through so many a second on average, and so many at once. Not thread-safe: its owner takes one at a time.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Token_bucket">Token bucket</a>
 */
public final class TokenBucket {

    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAt;

    /** A full bucket. {@code now} is {@link System#nanoTime()} or any other clock in ns that never goes back. */
    public TokenBucket(RateLimit limit, long now) {
        this.perNano = limit.perSecond() / 1e9;
        this.burst = limit.burst();
        this.tokens = burst;
        this.filledAt = now;
    }

    /** Takes one token, or tells that there is none. */
    public boolean take(long now) {
        return take(1, now);
    }

    /** Takes so many tokens, or none and tells that there are fewer. */
    public boolean take(int count, long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
        filledAt = now;
        if (tokens < count) {
            return false;
        }
        tokens -= count;
        return true;
    }

    /** Gives back a token that was taken for nothing. */
    public void giveBack() {
        tokens = Math.min(burst, tokens + 1);
    }
}
