package dev.parlor.engine;

/** How much of something is let through: {@code perSecond} on average, {@code burst} at once. Both are at least 1. */
public record RateLimit(double perSecond, int burst) {
    public RateLimit {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException(
                    "A rate limit lets through more than nothing: " + perSecond + "/" + burst);
        }
    }
}
