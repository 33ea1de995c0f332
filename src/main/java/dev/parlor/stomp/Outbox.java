package dev.parlor.stomp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * All that one connection is still to be sent, in order. Putting something in writes nothing: the {@link FanOut} does, a
 * burst at a time, and what comes meanwhile leaves together in the next. Only who puts in so much that it fills a burst
 * before the fan-out comes by writes it, so that many lines at once wait for nothing but the reader. A connection that
 * reads more slowly than it is sent is cut off with a reason as soon as more waits than its limit, so that it costs
 * nobody else anything. What is being written does not count: a welcome after a long absence may be larger than the
 * limit by itself, and has to get through.
 */
final class Outbox extends WebSocketSessionDecorator {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private static final int MAX_BURST_BYTES = 60 * 1024;
    private static final int MAX_BURST_FRAMES = 256;
    /** However small they are: the answer to an empty ping has no bytes of its own. */
    private static final int MAX_WAITING_FRAMES = 32 * 1024;

    private final Wire wire;
    private final int limit;
    private final Consumer<Outbox> fanOut;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(2);
    private int waitingBytes;
    private int writingBytes;
    /** Whether a round of the fan-out will come by. */
    private boolean queued;

    private boolean writing;
    /** Whether the write that is under way waits for the reader, rather than being done at this moment. */
    private boolean stuck;

    private long stuckSince;

    private long writes;
    private @Nullable CloseStatus closing;
    private long closingSince;
    private boolean ended;
    private @Nullable Runnable onceIdle;
    private boolean overflowed;
    /** Whether what is being written is of STOMP, which pings are not. */
    private boolean saying;

    private volatile long lastSaid = System.nanoTime();
    private volatile long lastTaken = lastSaid;

    private final Wire.Done done = new Wire.Done() {
        @Override
        public void written() {
            afterWrite();
        }

        @Override
        public void taken() {
            lastTaken = System.nanoTime();
        }

        @Override
        public void failed(Throwable cause) {
            wire.abort();
        }
    };

    Outbox(WebSocketSession session, Wire wire, int limit, Consumer<Outbox> fanOut) {
        super(session);
        this.wire = wire;
        this.limit = limit;
        this.fanOut = fanOut;
    }

    /** Takes a frame to be sent after all others. One that comes after the close is dropped. */
    void offer(Outgoing frame) {
        boolean full;
        synchronized (this) {
            awaitWriter();
            if (closing != null) {
                return;
            }
            if (waitingBytes >= limit || waiting.size() >= MAX_WAITING_FRAMES) {
                overflow();
            } else {
                waiting.add(frame);
                waitingBytes += frame.size();
            }
            full = !writing && waitingBytes >= Math.min(limit / 2, MAX_BURST_BYTES);
            if (!full && !becomesQueued()) {
                return;
            }
        }
        if (full) {
            write(new ArrayList<>());
        } else {
            fanOut.accept(this);
        }
    }

    /**
     * Takes the newest of something, to be sent after all others. What waits in the same lane is superseded, so that a slow
     * connection gets fewer and newer ones, and they count nothing towards its limit.
     */
    void offer(LatestLane lane, SharedSnapshot newest) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            if (lane.put(newest)) {
                waiting.remove(lane);
            }
            waiting.add(lane);
            if (!becomesQueued()) {
                return;
            }
        }
        fanOut.accept(this);
    }

    /** Another thread may have been stopped amidst a write: that is not for the reader to suffer. It never waits for them. */
    private void awaitWriter() {
        while (closing == null && writing && !stuck && waitingBytes >= limit) {
            try {
                wait();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whether it is for the caller to tell the fan-out. While something is being written, that is done afterwards. */
    private boolean becomesQueued() {
        if (queued || writing) {
            return false;
        }
        queued = true;
        return true;
    }

    /** Cuts off who can't keep up: nothing of what waits is of use, since a resume replays it. */
    private void overflow() {
        overflowed = true;
        waiting.clear();
        waitingBytes = 0;
        waiting.add(StompErrors.frame("too_slow", "You read more slowly than the room speaks. Resume to catch up."));
        closeWith(CloseStatus.SESSION_NOT_RELIABLE);
    }

    private void closeWith(CloseStatus status) {
        closing = status;
        closingSince = System.nanoTime();
    }

    /** Whether it was cut off for being slow. */
    synchronized boolean isOverflowed() {
        return overflowed;
    }

    /** How many bytes it holds: those that wait, and those being written. */
    synchronized int bytes() {
        return waitingBytes + writingBytes;
    }

    /** When a frame or a heart-beat of STOMP was last written, in ns of {@link System#nanoTime()}. */
    long lastSaid() {
        return lastSaid;
    }

    /** When the peer last took something that it had been slow to take, in ns of {@link System#nanoTime()}: it is there. */
    long lastTaken() {
        return lastTaken;
    }

    /** Whether one write has been waiting for the peer for longer than this. Both are in ns. */
    synchronized boolean isStuckLongerThan(long patience, long now) {
        return stuck && now - stuckSince > patience;
    }

    /** Whether input is still of interest: not once the connection is being closed. */
    synchronized boolean isTaking() {
        return closing == null;
    }

    /** Whether a close has been waiting for the peer to read for longer than this. Both are in ns. */
    synchronized boolean isPartingLongerThan(long patience, long now) {
        return closing != null && now - closingSince > patience;
    }

    /** Sends these to show that the server is there, in one write; nothing, and false, while something else is on its way. */
    boolean beat(List<Outgoing> frames) {
        synchronized (this) {
            if (closing != null || !becomesQueued()) {
                return false;
            }
            for (Outgoing frame : frames) {
                waiting.add(frame);
                waitingBytes += frame.size();
            }
        }
        fanOut.accept(this);
        return true;
    }

    /** A new HTTP request waits to carry what there is to send; {@code cut} breaks the connection that it came by. */
    void wake(Runnable cut) {
        wire.wake(cut);
    }

    /** Cuts the connection without a word. */
    void abort() {
        wire.abort();
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (message instanceof TextMessage text) {
            offer(new Outgoing.Whole(text.getPayload().getBytes(StandardCharsets.UTF_8)));
        } else {
            throw new IllegalArgumentException("STOMP is sent as text");
        }
    }

    /** Closes once all that waits is sent. */
    @Override
    public void close(CloseStatus status) {
        synchronized (this) {
            if (closing == null) {
                // Spring's way to close after an ERROR.
                closeWith(status.equalsCode(CloseStatus.PROTOCOL_ERROR) ? StompErrors.CLOSE : status);
            }
            if (!becomesQueued()) {
                return;
            }
        }
        fanOut.accept(this);
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    /** The peer closes: nothing of what waits is sent. Answers as soon as nothing is being written. */
    void closedByPeer(Runnable answer) {
        synchronized (this) {
            if (closing == null) {
                closeWith(CloseStatus.NORMAL);
            }
            waiting.clear();
            waitingBytes = 0;
            if ((queued || writing) && !ended) {
                onceIdle = answer;
                return;
            }
            ended = true;
        }
        answer.run();
    }

    private void afterWrite() {
        synchronized (this) {
            if (saying) {
                lastSaid = System.nanoTime();
                saying = false;
            }
            writingBytes = 0;
            writing = false;
            stuck = false;
            notifyAll();
            boolean more = !waiting.isEmpty() || closing != null;
            if (!more || !becomesQueued()) {
                return;
            }
        }
        fanOut.accept(this);
    }

    /** The fan-out comes by. {@code burst} is scratch space. */
    void flush(List<Outgoing> burst) {
        synchronized (this) {
            queued = false;
        }
        write(burst);
    }

    /**
     * Writes what waits, or a good part of it, or closes if that is all there is left to do. What goes wrong is the end of
     * this connection, and none of whoever speaks to many.
     */
    private void write(List<Outgoing> burst) {
        try {
            writeOrClose(burst);
        } catch (RuntimeException | Error failure) {
            log.error("A connection could not be written to", failure);
            wire.abort();
        }
    }

    private void writeOrClose(List<Outgoing> burst) {
        Runnable end = null;
        long write;
        synchronized (this) {
            if (writing) {
                return;
            }
            takeBurst(burst);
            writing = !burst.isEmpty();
            write = ++writes;
            if (!writing && closing != null && !ended) {
                ended = true;
                end = onceIdle != null ? onceIdle : this::closeWire;
            }
        }
        if (!burst.isEmpty()) {
            try {
                wire.write(burst, done);
            } finally {
                isStuckIfStill(write);
            }
        } else if (end != null) {
            end.run();
        }
    }

    private synchronized void isStuckIfStill(long write) {
        if (writing && write == writes) {
            stuck = true;
            stuckSince = System.nanoTime();
            notifyAll();
        }
    }

    private void closeWire() {
        wire.close(closing != null ? closing : CloseStatus.NORMAL);
    }

    private void takeBurst(List<Outgoing> burst) {
        while (!waiting.isEmpty()
                && burst.size() < MAX_BURST_FRAMES
                && (burst.isEmpty() || writingBytes + waiting.element().size() <= MAX_BURST_BYTES)) {
            Waiting next = waiting.remove();
            waitingBytes -= next.size();
            Outgoing frame = next.take();
            writingBytes += frame.size();
            saying |= !(frame instanceof Outgoing.Control);
            burst.add(frame);
        }
    }
}
