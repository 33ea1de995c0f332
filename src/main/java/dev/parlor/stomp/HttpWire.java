package dev.parlor.stomp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.sockjs.transport.session.AbstractHttpSockJsSession;

/**
 * One of SockJS's HTTP transports. Its session writes blocking, so that is done on threads of its own; and it is handed
 * something only while a request of the client waits for it, so that what waits is bounded by the outbox. A peer that
 * does not read holds a thread: to abort breaks the connection under it.
 */
final class HttpWire implements Wire {

    private record Parked(List<Outgoing> frames, Done done) {}

    private final AbstractHttpSockJsSession session;
    private final Executor threads;
    private @Nullable Parked parked;
    private @Nullable CloseStatus parkedClose;
    /** Not the same as an active session: the request that opens a session looks active until it is through. */
    private boolean requestWaits;

    private boolean writing;
    private Runnable cut = () -> {};

    HttpWire(AbstractHttpSockJsSession session, Executor threads) {
        this.session = session;
        this.threads = threads;
    }

    @Override
    public void write(List<Outgoing> frames, Done done) {
        send(new Parked(List.copyOf(frames), done));
    }

    private void send(Parked frames) {
        threads.execute(() -> writeOrPark(frames));
    }

    @Override
    public void wake(Runnable cutNow) {
        Parked waiting = takeParked(cutNow);
        if (waiting != null) {
            send(waiting);
        }
        CloseStatus end = takeParkedClose();
        if (end != null) {
            end(end);
        }
    }

    private void writeOrPark(Parked frames) {
        synchronized (this) {
            if (!requestWaits) {
                parked = frames;
                return;
            }
            writing = true;
        }
        try {
            session.sendMessage(new TextMessage(Outgoing.text(frames.frames)));
            through();
            frames.done.written();
        } catch (IOException | RuntimeException failure) {
            through();
            frames.done.failed(failure);
        }
    }

    private synchronized void through() {
        writing = false;
        requestWaits = session.isActive();
    }

    private synchronized @Nullable Parked takeParked(Runnable cutNow) {
        cut = cutNow;
        requestWaits = session.isActive();
        Parked waiting = parked;
        parked = null;
        return waiting;
    }

    private synchronized @Nullable CloseStatus takeParkedClose() {
        CloseStatus waiting = parkedClose;
        parkedClose = null;
        return waiting;
    }

    /** A session that is closed while no request waits says {@code 3000 Go away!} to the next, whatever the reason was. */
    @Override
    public void close(CloseStatus status) {
        synchronized (this) {
            if (!requestWaits) {
                parkedClose = status;
                return;
            }
        }
        end(status);
    }

    private void end(CloseStatus status) {
        threads.execute(() -> {
            try {
                session.close(status);
            } catch (IOException | RuntimeException gone) {
                // It is closed, one way or the other.
            }
        });
    }

    @Override
    public void abort() {
        synchronized (this) {
            // At other times the connection may have been lent to somebody else's request.
            if (writing) {
                cut.run();
            }
        }
        end(CloseStatus.SESSION_NOT_RELIABLE);
    }
}
