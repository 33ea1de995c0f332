package dev.parlor.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The house's clockwork, on one thread: what happens at every tick, or at the next, and what happens once after a while.
 * Work must not block; what it throws is handed to {@code onFailure} and stops nothing.
 */
public final class Ticker implements AutoCloseable {

    private final ScheduledExecutorService thread;
    private final Consumer<Throwable> onFailure;
    private final long began = System.nanoTime();
    /** What is done every so many ms. */
    private final Map<Long, List<Runnable>> rounds = new ConcurrentHashMap<>();

    /** Starts the thread. */
    public Ticker(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "parlor-ticker");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does the work every so many ms, in step with all other work: what is due together costs one wake-up. */
    public void every(long ms, Runnable work) {
        rounds.computeIfAbsent(ms, this::begin).add(guarded(work));
    }

    private List<Runnable> begin(long ms) {
        List<Runnable> round = new CopyOnWriteArrayList<>();
        long period = TimeUnit.MILLISECONDS.toNanos(ms);
        thread.scheduleAtFixedRate(() -> round.forEach(Runnable::run), untilNext(period), period, TimeUnit.NANOSECONDS);
        return round;
    }

    /** Until the next multiple of a period, all in ns. */
    private long untilNext(long period) {
        return period - (System.nanoTime() - began) % period;
    }

    /**
     * Work that is done only where it is asked for: at the next of the moments at which {@link #every} would do it, however
     * often it is asked for until then. Nothing wakes the thread for what nobody wants.
     *
     * @return asks for it
     */
    public Runnable onDemand(long ms, Runnable work) {
        Runnable guarded = guarded(work);
        AtomicBoolean asked = new AtomicBoolean();
        return () -> {
            if (!asked.get() && asked.compareAndSet(false, true) && !thread.isShutdown()) {
                thread.schedule(
                        () -> {
                            asked.set(false);
                            guarded.run();
                        },
                        untilNext(TimeUnit.MILLISECONDS.toNanos(ms)),
                        TimeUnit.NANOSECONDS);
            }
        };
    }

    /** Does the work once, so many ms from now. */
    public void after(long ms, Runnable work) {
        if (!thread.isShutdown()) {
            thread.schedule(guarded(work), ms, TimeUnit.MILLISECONDS);
        }
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | Error failure) {
                onFailure.accept(failure);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
