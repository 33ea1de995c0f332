package dev.parlor.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What came in, in order. Awaiting is bounded, and ends at once when nothing more can come. */
public final class Inbox<T> {

    /** Long enough for a busy machine, shorter than the stalls that the tests are after. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<T> all = new ArrayList<>();
    private final LinkedList<T> fresh = new LinkedList<>();
    private @Nullable String ended;

    synchronized void add(T item) {
        all.add(item);
        fresh.add(item);
        notifyAll();
    }

    synchronized void end(String why) {
        if (ended == null) {
            ended = why;
        }
        notifyAll();
    }

    /** Awaits the first item not taken yet that fits, and takes it. */
    public T take(String what, Predicate<? super T> fits) {
        return take(what, PATIENCE, fits);
    }

    /** Awaits the first item not taken yet that fits, and takes it. */
    public synchronized T take(String what, Duration patience, Predicate<? super T> fits) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (Iterator<T> items = fresh.iterator(); items.hasNext(); ) {
                T item = items.next();
                if (fits.test(item)) {
                    items.remove();
                    return item;
                }
            }
            await(what, deadline, patience);
        }
    }

    /** Awaits that so many items that fit have come since the beginning, and returns them all; takes none. */
    public synchronized List<T> awaitAll(String what, int count, Duration patience, Predicate<? super T> fits) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            List<T> fitting = all(fits);
            if (fitting.size() >= count) {
                return fitting;
            }
            await(fitting.size() + " of " + count + " " + what, deadline, patience);
        }
    }

    /** All that has come since the beginning and fits, taken or not. */
    public synchronized List<T> all(Predicate<? super T> fits) {
        List<T> fitting = new ArrayList<>();
        for (T item : all) {
            if (fits.test(item)) {
                fitting.add(item);
            }
        }
        return fitting;
    }

    private void await(String what, long deadline, Duration patience) {
        long left = deadline - System.nanoTime();
        if (ended != null || left <= 0) {
            List<T> last = all.subList(Math.max(0, all.size() - 6), all.size());
            String why = ended != null ? "and nothing more can: " + ended : "within " + patience.toSeconds() + " s";
            throw new AssertionError("Did not come: " + what + ", " + why + ". Last came: " + last);
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while awaiting " + what, interrupted);
        }
    }
}
