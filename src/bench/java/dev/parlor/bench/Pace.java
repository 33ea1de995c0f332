package dev.parlor.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Does something at a steady rate, on a thread of its own. What was late is made up for, so that the rate is kept; but not
 * more than a second of it, since such a burst would be refused.
 */
final class Pace {

    private static final long MOST_MADE_UP = 1_000_000_000;

    private final Thread thread;
    private volatile boolean over;
    private volatile long latest;
    private volatile long count;

    /** Hands on 0, 1, 2 …, so many a second. */
    Pace(double perSecond, LongConsumer what) {
        thread = new Thread(() -> beat(perSecond, what), "pace");
        thread.setDaemon(true);
        thread.start();
    }

    private void beat(double perSecond, LongConsumer what) {
        long start = System.nanoTime();
        for (long n = 0; !over; n++) {
            long due = start + (long) (n * 1e9 / perSecond);
            for (long early = due - System.nanoTime(); early > 0 && !over; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            if (!over) {
                long late = System.nanoTime() - due;
                latest = Math.max(latest, late);
                start += Math.max(0, late - MOST_MADE_UP);
                what.accept(n);
                count = n + 1;
            }
        }
    }

    /** How many were handed on. */
    long count() {
        return count;
    }

    /** How much too late the latest was, in ns. */
    long latest() {
        return latest;
    }

    /** Done no more once this has returned. */
    void stop() throws InterruptedException {
        over = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
