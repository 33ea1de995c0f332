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
 * something only while a request of the client waits for it, so that what waits is bounded by the outbox.
 */
final class HttpWire implements Wire {

    private record Parked(List<Outgoing> frames, Done done) {}

    private final AbstractHttpSockJsSession session;
    private final Executor threads;
    private @Nullable Parked parked;
    /** Not the same as an active session: the request that opens a session looks active until it is through. */
    private boolean requestWaits;

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
    public void wake() {
        Parked waiting = takeParked();
        if (waiting != null) {
            send(waiting);
        }
    }

    private void writeOrPark(Parked frames) {
        synchronized (this) {
            if (!requestWaits) {
                parked = frames;
                return;
            }
        }
        try {
            session.sendMessage(new TextMessage(Outgoing.text(frames.frames)));
            synchronized (this) {
                requestWaits = session.isActive();
            }
            frames.done.written();
        } catch (IOException | RuntimeException failure) {
            frames.done.failed(failure);
        }
    }

    private synchronized @Nullable Parked takeParked() {
        requestWaits = session.isActive();
        Parked waiting = parked;
        parked = null;
        return waiting;
    }

    @Override
    public void close(CloseStatus status) {
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
        close(CloseStatus.SESSION_NOT_RELIABLE);
    }
}
