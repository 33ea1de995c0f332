package dev.parlor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connection that speaks STOMP, whatever carries it. Sends anything, also what is wrong; keeps all that comes. */
public abstract class Wire implements AutoCloseable {

    /** How a connection ended: the close code, 1006 where there was none. */
    public record End(int code, String reason) {}

    private static final ScheduledExecutorService BEATS = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "client-heart-beats");
        thread.setDaemon(true);
        return thread;
    });

    private final Inbox<Frame> frames = new Inbox<>();
    private final AtomicInteger heartBeats = new AtomicInteger();
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile @Nullable ScheduledFuture<?> beating;

    /** Sends one message, as it is. */
    public abstract void send(String message);

    /** Cuts the connection: no DISCONNECT, no closing handshake. */
    public abstract void cut();

    /** Sends frames, each in a message of its own. */
    public final void send(Frame... some) {
        for (Frame frame : some) {
            send(frame.encode());
        }
    }

    /** Sends CONNECT and awaits CONNECTED. Headers that are given replace the usual ones. */
    public final Frame connect(String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("accept-version", "1.2", "host", "localhost"));
        if (!all.contains("heart-beat")) {
            all.addAll(List.of("heart-beat", "20000,0"));
        }
        StringBuilder text = new StringBuilder("CONNECT\n");
        for (int i = 0; i < all.size(); i += 2) {
            text.append(all.get(i)).append(':').append(all.get(i + 1)).append('\n');
        }
        send(text.append("\n\0").toString());
        Frame answer = take("CONNECTED", frame -> true);
        assertThat(answer.command()).as("the answer to CONNECT: " + answer).isEqualTo("CONNECTED");
        beatAsAskedFor(answer.header("heart-beat"));
        return answer;
    }

    private void beatAsAskedFor(String heartBeat) {
        int interval = heartBeat.isEmpty() ? 0 : Integer.parseInt(heartBeat.substring(heartBeat.indexOf(',') + 1));
        if (interval > 0) {
            beating = BEATS.scheduleAtFixedRate(() -> send("\n"), interval / 2, interval / 2, TimeUnit.MILLISECONDS);
        }
    }

    /** Sends no more heart-beats, whatever was agreed on. */
    public final void fallsSilent() {
        ScheduledFuture<?> beats = beating;
        if (beats != null) {
            beats.cancel(false);
        }
    }

    /** Awaits the first frame not taken yet that fits, and takes it. */
    public final Frame take(String what, Predicate<Frame> fits) {
        return frames.take(what, fits);
    }

    /** Awaits the first frame not taken yet with this command, and takes it. */
    public final Frame take(String command) {
        return take(command, frame -> frame.command().equals(command));
    }

    /** Awaits the first RECEIPT not taken yet with this id. */
    public final Frame takeReceipt(String id) {
        return take(
                "RECEIPT " + id,
                frame -> frame.command().equals("RECEIPT")
                        && frame.header("receipt-id").equals(id));
    }

    public final Inbox<Frame> frames() {
        return frames;
    }

    /** How many heart-beats came so far. */
    public final int heartBeats() {
        return heartBeats.get();
    }

    /** Whether the connection has ended. */
    public final boolean isOver() {
        return end.isDone();
    }

    /** Awaits the end of the connection. */
    public final End awaitEnd() {
        return awaitEnd(Inbox.PATIENCE);
    }

    /** Awaits the end of the connection. */
    public final End awaitEnd(Duration patience) {
        try {
            return end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException still) {
            throw new AssertionError(
                    "Still connected after " + patience.toSeconds() + " s; came: " + frames.all(f -> true), still);
        } catch (InterruptedException | ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Called by the transport with what came: a part of STOMP's stream, with one frame in it, or several, or half a one. */
    protected final void received(String part) {
        synchronized (partial) {
            partial.append(part);
            int from = 0;
            while (true) {
                while (from < partial.length() && (partial.charAt(from) == '\n' || partial.charAt(from) == '\r')) {
                    heartBeats.incrementAndGet();
                    from++;
                }
                int nul = partial.indexOf("\0", from);
                if (nul < 0) {
                    break;
                }
                frames.add(Frame.parse(partial.substring(from, nul)));
                from = nul + 1;
            }
            partial.delete(0, from);
        }
    }

    /** Called by the transport when the connection has ended. */
    protected final void ended(int code, String reason) {
        fallsSilent();
        end.complete(new End(code, reason));
        frames.end("closed with " + code + " " + reason);
    }

    @Override
    public void close() {
        cut();
    }
}
