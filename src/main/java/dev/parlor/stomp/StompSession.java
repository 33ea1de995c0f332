package dev.parlor.stomp;

import dev.parlor.engine.RateLimit;
import dev.parlor.engine.TokenBucket;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.room.Inbound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection: its outbox, whose it is, what it is subscribed to, and when it was last heard of (ns). */
final class StompSession {

    /** What carries a connection decides how it shows that it is alive. */
    enum Transport {
        WEBSOCKET,
        HTTP
    }

    static final int HELD_REFUSALS = 8;

    /** Storage fails sooner than that; should it not, the connection goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Unfinished(String destination, CompletableFuture<?> done) {}

    private final String id;
    private final Outbox outbox;
    private final Transport transport;
    private final FrameScanner scanner;
    private final LineEnds lineEnds = new LineEnds();
    private final long since = System.nanoTime();
    private final Map<String, Subscription> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, TokenBucket> buckets = new HashMap<>(4);
    private final List<SharedFrame> heldRefusals = new ArrayList<>(0);
    private volatile long lastHeard = since;
    private volatile boolean handling;
    private long lastPing;
    private volatile @Nullable Unfinished unfinished;
    private volatile @Nullable ParticipantId participant;
    private volatile boolean ended;

    StompSession(String id, Outbox outbox, Transport transport, FrameScanner scanner) {
        this.id = id;
        this.outbox = outbox;
        this.transport = transport;
        this.scanner = scanner;
    }

    String id() {
        return id;
    }

    Outbox outbox() {
        return outbox;
    }

    Transport transport() {
        return transport;
    }

    FrameScanner scanner() {
        return scanner;
    }

    LineEnds lineEnds() {
        return lineEnds;
    }

    /** Empty until CONNECT. */
    Optional<ParticipantId> participant() {
        return Optional.ofNullable(participant);
    }

    void connected(ParticipantId as) {
        participant = as;
    }

    Map<String, Subscription> subscriptions() {
        return subscriptions;
    }

    /** The subscriptions to one of the participant's own queues. */
    List<Subscription> subscriptionsTo(String destination) {
        return subscriptions.values().stream()
                .filter(subscription -> subscription.destination().equals(destination))
                .toList();
    }

    /**
     * Tells a refusal on the errors queue. Those that come before it is subscribed to wait for it: some, since it can be
     * CONNECT itself that was refused in part.
     */
    void refuse(SharedFrame refusal) {
        synchronized (heldRefusals) {
            List<Subscription> errors = subscriptionsTo(Destinations.ERRORS);
            errors.forEach(subscription -> subscription.offer(refusal));
            if (errors.isEmpty() && heldRefusals.size() < HELD_REFUSALS) {
                heldRefusals.add(refusal);
            }
        }
    }

    /** The errors queue is subscribed to: what waited for it is told. */
    void tellHeldRefusals(Subscription errors) {
        synchronized (heldRefusals) {
            heldRefusals.forEach(errors::offer);
            heldRefusals.clear();
        }
    }

    /** Takes one of what this connection may do of a kind. */
    boolean take(String kind, RateLimit limit) {
        return take(kind, limit, 1);
    }

    private boolean take(String kind, RateLimit limit, int count) {
        synchronized (buckets) {
            long now = System.nanoTime();
            return buckets.computeIfAbsent(kind, k -> new TokenBucket(limit, now))
                    .take(count, now);
        }
    }

    /** Takes what a message of so many bytes to a destination costs; refuses with {@code rate_limited} where there is too little. */
    void spend(String destination, Inbound declared, int bytes) {
        RateLimit inBytes = declared.bytes();
        if (!take(destination, declared.limit())
                || inBytes != null && !take("bytes to " + destination, inBytes, bytes)) {
            throw new Refused(ErrorCode.RATE_LIMITED, "Too many in a short time; try again in a moment.");
        }
    }

    /** What was sent to a destination is done, and answered, at some later time. */
    void finishesLater(String destination, CompletionStage<?> done) {
        unfinished = new Unfinished(destination, done.toCompletableFuture());
    }

    /**
     * Waits until all that came before is done and answered, but for what was sent to the same destination, where it is taken in
     * order. So nothing that a client sends overtakes what it sent before.
     */
    void awaitUnfinished(@Nullable String destination) {
        Unfinished before = unfinished;
        if (before == null || before.destination.equals(destination)) {
            return;
        }
        try {
            before.done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException answeredOrLate) {
            // Its own answer tells what went wrong.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        unfinished = null;
    }

    long since() {
        return since;
    }

    /** While something of theirs is handled nothing more is read, so that they can't be heard: it counts as if they were. */
    long lastHeard() {
        return handling ? System.nanoTime() : lastHeard;
    }

    void heard() {
        lastHeard = System.nanoTime();
    }

    /** Something that came waits for a worker, or is with one. */
    void handling() {
        handling = true;
    }

    /** It is done, and more is read. */
    void handled() {
        if (handling) {
            heard();
            handling = false;
        }
    }

    /** Whether it is time for another ping; times are in ns. Asked by one thread. */
    boolean claimPing(long now, long every) {
        boolean due = lastPing == 0 || now - lastPing > every;
        if (due) {
            lastPing = now;
        }
        return due;
    }

    /** The transport is gone: whatever this session still holds was lost, not given up. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
