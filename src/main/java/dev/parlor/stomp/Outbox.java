package dev.parlor.stomp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.WebSocketSessionDecorator;

/**
 * All that one connection is still to be sent, in order. Putting something in writes nothing: the {@link FanOut} does, a
 * burst at a time, and what comes meanwhile leaves together in the next. A connection that is slower than what it is
 * sent is cut off with a reason as soon as more waits than its limit, so that it costs nobody else anything.
 */
final class Outbox extends WebSocketSessionDecorator {

    private static final int MAX_BURST_BYTES = 60 * 1024;
    private static final int MAX_BURST_FRAMES = 256;

    private final Wire wire;
    private final int limit;
    private final Consumer<Outbox> fanOut;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(4);
    private int waitingBytes;
    private int writingBytes;
    /** Whether a round of the fan-out will come by, or a write is under way after which one will. */
    private boolean busy;

    private @Nullable CloseStatus closing;
    private long closingSince;
    private boolean ended;
    private @Nullable Runnable onceIdle;
    private boolean overflowed;
    /** Whether what is being written is of STOMP, which pings are not. */
    private boolean saying;

    private volatile long lastSaid = System.nanoTime();

    private final Wire.Done done = new Wire.Done() {
        @Override
        public void written() {
            afterWrite();
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
            if (!becomesBusy()) {
                return;
            }
        }
        fanOut.accept(this);
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
            if (!becomesBusy()) {
                return;
            }
        }
        fanOut.accept(this);
    }

    private boolean becomesBusy() {
        boolean wasIdle = !busy;
        busy = true;
        return wasIdle;
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

    /** Whether input is still of interest: not once the connection is being closed. */
    synchronized boolean isTaking() {
        return closing == null;
    }

    /** Whether a close has been waiting for the peer to read for longer than this. Both are in ns. */
    synchronized boolean isPartingLongerThan(long patience, long now) {
        return closing != null && now - closingSince > patience;
    }

    /** Sends these to show that the server is there, in one write; nothing while something else is on its way. */
    void beat(List<Outgoing> frames) {
        synchronized (this) {
            if (busy || closing != null) {
                return;
            }
            for (Outgoing frame : frames) {
                waiting.add(frame);
                waitingBytes += frame.size();
            }
            busy = true;
        }
        fanOut.accept(this);
    }

    /** A new HTTP request waits to carry what there is to send. */
    void wake() {
        wire.wake();
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
            if (!becomesBusy()) {
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
            if (busy && !ended) {
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
            busy = !waiting.isEmpty() || closing != null;
            if (!busy) {
                return;
            }
        }
        fanOut.accept(this);
    }

    /** Writes what waits, or a good part of it, or closes if that is all there is left to do. {@code burst} is scratch space. */
    void flush(List<Outgoing> burst) {
        Runnable end = null;
        synchronized (this) {
            takeBurst(burst);
            if (burst.isEmpty()) {
                if (closing == null) {
                    busy = false;
                } else if (!ended) {
                    ended = true;
                    end = onceIdle != null ? onceIdle : this::closeWire;
                }
            }
        }
        if (!burst.isEmpty()) {
            wire.write(burst, done);
        } else if (end != null) {
            end.run();
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
