package dev.parlor.engine;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One at a time: whoever changes what it guards does so in a turn of their own, and what is said in a turn leaves before
 * what is said in the next. A turn waits for input or output only where its owner says so.
 */
public final class Turn {

    private final ReentrantLock lock = new ReentrantLock();

    /** Waits for the turn, runs, and hands the turn on. Turns of the same thread nest. */
    public <T extends @Nullable Object> T call(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** The same without a result. */
    public void run(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
