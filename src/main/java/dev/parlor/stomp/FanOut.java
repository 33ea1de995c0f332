package dev.parlor.stomp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one message gets to many. It is encoded once ({@link SharedFrame}) and put into the {@link Outbox} of each
 * connection by whoever says it, which writes nothing. Writing is done in rounds: each connection that something waits for
 * gets all of it in one write. So a lone line leaves at once, and what comes while a round is under way leaves together in
 * the next: the more there is to say, the fewer writes it takes for each line. One thread does that. After a round of
 * bursts, two frames for each or more, it rests for as long as that took, up to {@value #LONGEST_PAUSE} ns: under load
 * bursts get longer, and a line on its own waits for nothing.
 *
 * <p>The ticker speaks to many at once, and does so {@link #together}: what it says waits until all is said, and a small
 * round is written by the very thread that spoke. To wake another costs as much as some twenty writes.
 *
 * <p>A write costs as much as a hundred lines put into an outbox, and never waits: who reads more slowly than that is
 * left to the selector, and their outbox fills up to its limit meanwhile.
 */
final class FanOut implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);

    static final long LONGEST_PAUSE = 10_000_000;
    /** As many as are written in a few ms, for which a tick may be late. */
    private static final int SMALL_ROUND = 256;

    private final Thread thread;
    private final ThreadLocal<@Nullable List<Outbox>> spokenTo = new ThreadLocal<>();
    /** Outboxes for the next round, each at most once. Guarded by this. */
    private List<Outbox> next = new ArrayList<>();

    private List<Outbox> round = new ArrayList<>();
    private boolean closed;
    /** In ns, of a clock that never goes back. */
    private long notBefore;

    /** Starts the thread. */
    FanOut() {
        thread = new Thread(this::run, "parlor-fan-out");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a connection that something waits for into a round: that of the thread's own, or the next. */
    void add(Outbox outbox) {
        List<Outbox> own = spokenTo.get();
        if (own != null) {
            own.add(outbox);
        } else {
            addAll(List.of(outbox));
        }
    }

    private synchronized void addAll(List<Outbox> outboxes) {
        if (next.isEmpty()) {
            notifyAll();
        }
        next.addAll(outboxes);
    }

    /** Does the work, and begins to send what it says once it has said all. Within itself, it is part of the whole. */
    void together(Runnable work) {
        if (spokenTo.get() != null) {
            work.run();
            return;
        }
        List<Outbox> own = new ArrayList<>();
        spokenTo.set(own);
        try {
            work.run();
        } finally {
            spokenTo.remove();
            if (own.size() <= SMALL_ROUND) {
                write(own);
            } else {
                addAll(own);
            }
        }
    }

    private void run() {
        while (await()) {
            long began = System.nanoTime();
            int frames = write(round);
            long now = System.nanoTime();
            boolean bursts = frames >= 2 * round.size();
            notBefore = bursts ? now + Math.min(now - began, LONGEST_PAUSE) : now;
            round.clear();
        }
    }

    /** Returns how many frames that were. */
    private static int write(List<Outbox> outboxes) {
        int frames = 0;
        List<Outgoing> burst = new ArrayList<>();
        for (Outbox outbox : outboxes) {
            try {
                outbox.flush(burst);
            } catch (RuntimeException | Error failure) {
                log.error("A connection could not be cut", failure);
            }
            frames += burst.size();
            burst.clear();
        }
        return frames;
    }

    private synchronized boolean await() {
        while (next.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException stop) {
                closed = true;
            }
        }
        pause();
        List<Outbox> due = next;
        next = round;
        round = due;
        return !closed;
    }

    private void pause() {
        long pause = notBefore - System.nanoTime();
        try {
            while (pause > 0 && !closed) {
                wait(pause / 1_000_000, (int) (pause % 1_000_000));
                pause = notBefore - System.nanoTime();
            }
        } catch (InterruptedException stop) {
            closed = true;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
