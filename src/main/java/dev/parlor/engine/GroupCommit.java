package dev.parlor.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One writer that takes all that came while it was busy as its next batch, so that what makes writing dear is paid once
 * for many. Items are written in the order in which they were offered. Between batches it rests for as long as the last one
 * took, up to {@value #LONGEST_REST} ns: what comes at a quieter pace waits for nothing, and under load batches get larger.
 */
public final class GroupCommit<T> implements AutoCloseable {

    /** In ns. */
    static final long LONGEST_REST = 10_000_000;

    /** What is empty is no item: it wakes the writer. */
    private final BlockingQueue<Optional<T>> waiting;

    private final int maxBatch;
    private final Consumer<List<T>> write;
    private final Thread writer;
    private volatile boolean closed;
    /** In ns, of a clock that never goes back. Of the writer alone. */
    private long notBefore;

    /** Starts the writer. {@code write} handles its own failures: what it throws is a bug, and goes to the thread's handler. */
    public GroupCommit(String name, int maxWaiting, int maxBatch, Consumer<List<T>> write) {
        this.waiting = new ArrayBlockingQueue<>(maxWaiting);
        this.maxBatch = maxBatch;
        this.write = write;
        this.writer = new Thread(this::run, name);
        writer.setDaemon(true);
        writer.start();
    }

    /** Queues an item; false when as many wait as may, or the writer is closed. */
    public boolean offer(T item) {
        return !closed && waiting.offer(Optional.of(item));
    }

    /** Queues an item, and waits while as many wait as may. */
    public void put(T item) {
        boolean interrupted = false;
        while (true) {
            try {
                waiting.put(Optional.of(item));
                break;
            } catch (InterruptedException later) {
                interrupted = true; // The item counts more: nothing that was taken is dropped.
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Optional<T>> batch = new ArrayList<>();
        while (!closed || !waiting.isEmpty()) {
            try {
                batch.add(waiting.take());
                rest();
                waiting.drainTo(batch, maxBatch - 1);
                List<T> group = batch.stream().flatMap(Optional::stream).toList();
                batch.clear();
                if (!group.isEmpty()) {
                    long began = System.nanoTime();
                    write.accept(group);
                    long now = System.nanoTime();
                    notBefore = now + Math.min(now - began, LONGEST_REST);
                }
            } catch (InterruptedException stop) {
                closed = true;
            } catch (RuntimeException | Error failure) {
                // One group is lost, and said to be; the next ones are not.
                writer.getUncaughtExceptionHandler().uncaughtException(writer, failure);
            }
        }
    }

    private void rest() throws InterruptedException {
        long left = notBefore - System.nanoTime();
        if (left > 0 && !closed) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        closed = true;
        waiting.offer(Optional.empty());
        try {
            writer.join(10_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
