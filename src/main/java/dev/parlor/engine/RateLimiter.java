package dev.parlor.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** One token bucket for each key. Keeps the buckets of the {@code maxKeys} keys that were seen last; others start full. */
public final class RateLimiter<K> {

    private final Map<K, TokenBucket> buckets;
    private final RateLimit limit;

    /** A limiter that remembers so many keys. */
    public RateLimiter(RateLimit limit, int maxKeys) {
        this.limit = limit;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, TokenBucket> eldest) {
                return size() > maxKeys;
            }
        };
    }

    /** Takes one token of this key, or tells that there is none. {@code now} is in ns. */
    public synchronized boolean take(K key, long now) {
        return buckets.computeIfAbsent(key, k -> new TokenBucket(limit, now)).take(now);
    }

    /** Gives back a token of this key that was taken for nothing. */
    public synchronized void giveBack(K key) {
        TokenBucket bucket = buckets.get(key);
        if (bucket != null) {
            bucket.giveBack();
        }
    }
}
