package dev.parlor.stomp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * All that one connection is still to be sent, in order; the only writer of its socket. Never blocks: one write is under
 * way at a time, and what comes meanwhile leaves together in the next. A connection that is slower than what it is sent
 * is cut off with a reason as soon as more waits than its limit, so that it costs nobody else anything.
 */
final class Outbox extends WebSocketSessionDecorator {

    private static final int MAX_BURST_BYTES = 64 * 1024;
    private static final int MAX_BURST_FRAMES = 256;

    private final Wire wire;
    private final int limit;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int waitingBytes;
    private int writingBytes;
    private boolean writing;
    private @Nullable Thread drainer;
    private @Nullable CloseStatus closing;
    private long closingSince;
    private boolean ended;
    private boolean overflowed;
    private volatile long lastWrite = System.nanoTime();

    private final Wire.Done done = new Wire.Done() {
        @Override
        public void written() {
            lastWrite = System.nanoTime();
            afterWrite();
        }

        @Override
        public void failed(Throwable cause) {
            wire.abort();
        }
    };

    Outbox(WebSocketSession session, Wire wire, int limit) {
        super(session);
        this.wire = wire;
        this.limit = limit;
    }

    /** Takes a frame to be sent after all others. One that comes after the close is dropped. */
    void offer(Outgoing frame) {
        synchronized (this) {
            if (closing != null) {
                return;
            }
            if (waitingBytes + writingBytes >= limit) {
                overflow();
            } else {
                waiting.add(frame);
                waitingBytes += frame.size();
            }
        }
        drain();
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
        }
        drain();
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

    /** When something was last written, in ns of {@link System#nanoTime()}. */
    long lastWrite() {
        return lastWrite;
    }

    /** Whether input is still of interest: not once the connection is being closed. */
    synchronized boolean isTaking() {
        return closing == null;
    }

    /** Whether a close has been waiting for the peer to read for longer than this. {@code now} is in ns. */
    synchronized boolean isPartingLongerThan(Duration patience, long now) {
        return closing != null && now - closingSince > patience.toNanos();
    }

    /** Sends an end of line, to show that the server is there; not while something else is on its way. */
    void beat() {
        synchronized (this) {
            if (writing || !waiting.isEmpty()) {
                return;
            }
        }
        offer(Outgoing.HEARTBEAT);
    }

    /** A new HTTP request waits to carry what there is to send. */
    void wake() {
        wire.wake();
    }

    void ping() {
        wire.ping();
    }

    /** Cuts the connection without a word. */
    void abort() {
        wire.abort();
    }

    @Override
    public void sendMessage(WebSocketMessage<?> message) {
        if (message instanceof TextMessage text) {
            offer(new Outgoing(text.getPayload().getBytes(StandardCharsets.UTF_8)));
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
        }
        drain();
    }

    @Override
    public void close() {
        close(CloseStatus.NORMAL);
    }

    private void afterWrite() {
        synchronized (this) {
            writing = false;
            writingBytes = 0;
            if (drainer == Thread.currentThread()) {
                return; // The write was through at once: the loop below goes on, and the stack stays flat.
            }
        }
        drain();
    }

    private void drain() {
        while (true) {
            List<Outgoing> burst;
            synchronized (this) {
                if (writing || ended) {
                    return;
                }
                if (waiting.isEmpty()) {
                    ended = closing != null;
                    burst = null;
                } else {
                    burst = takeBurst();
                    writing = true;
                    drainer = Thread.currentThread();
                }
            }
            if (burst == null) {
                if (closing != null) {
                    wire.close(closing);
                }
                return;
            }
            wire.write(burst, done);
            synchronized (this) {
                if (drainer == Thread.currentThread()) {
                    drainer = null;
                }
            }
        }
    }

    private List<Outgoing> takeBurst() {
        if (waiting.size() == 1) {
            return List.of(take());
        }
        List<Outgoing> burst = new ArrayList<>();
        while (!waiting.isEmpty()
                && burst.size() < MAX_BURST_FRAMES
                && (burst.isEmpty() || writingBytes + waiting.element().size() <= MAX_BURST_BYTES)) {
            burst.add(take());
        }
        return burst;
    }

    private Outgoing take() {
        Waiting next = waiting.remove();
        waitingBytes -= next.size();
        Outgoing frame = next.take();
        writingBytes += frame.size();
        return frame;
    }
}
