package dev.parlor.stomp;

import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * A WebSocket that is read on whatever thread has it: the selector's, or whoever demands more. Jetty's would wake another
 * thread for each message, which costs several times what a pose does. In return {@link JettyEndpoint} hands on to a worker
 * what may wait.
 */
final class InlineConnection extends WebSocketConnection {

    /** How many frames in a row are taken before others have their turn. */
    private static final int IN_A_ROW = 32;

    /** For how many ticks somebody who stands still goes on being read at each. */
    private static final int STILL = 20;

    private final Callback readable =
            Callback.from(InvocationType.NON_BLOCKING, this::onFillable, this::onFillInterestedFailed);
    private final Executor workers;
    private final TickedInput ticked;
    private int inARow;
    private boolean onWorker;
    private boolean moved;
    private int still = STILL;

    InlineConnection(
            WebSocketConnection made,
            Scheduler scheduler,
            ByteBufferPool buffers,
            WebSocketCoreSession session,
            Executor workers,
            TickedInput ticked) {
        super(made.getEndPoint(), Runnable::run, scheduler, buffers, session);
        this.workers = workers;
        this.ticked = ticked;
        setUseInputDirectByteBuffers(made.isUseInputDirectByteBuffers());
        setUseOutputDirectByteBuffers(made.isUseOutputDirectByteBuffers());
    }

    /** Threads for what may wait. */
    Executor workers() {
        return workers;
    }

    /** Whether another frame may be taken right here, after so many. Who sends without end goes on later, on a worker. */
    boolean mayTakeHere() {
        return inARow++ < IN_A_ROW;
    }

    /** It goes on on a worker. */
    void onWorker() {
        inARow = 0;
        onWorker = true;
    }

    /** Whether this is a worker, where nobody else waits. */
    boolean isOnWorker() {
        return onWorker;
    }

    /** A quick message came. */
    void moved() {
        moved = true;
    }

    /** All that has come is read. Who moved of late rests until the tick. */
    @Override
    public void fillInterested() {
        still = moved ? 0 : Math.min(still + 1, STILL);
        moved = false;
        inARow = 0;
        onWorker = false;
        if (still < STILL) {
            ticked.rest(this::onFillable);
        } else {
            fillInterested(readable);
        }
    }
}
