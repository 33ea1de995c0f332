package dev.parlor.stomp;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/**
 * A WebSocket that is read on the selector's own thread. Jetty's would wake another thread for each message, which costs
 * several times what a pose does. In return {@link JettyEndpoint} hands on what may wait.
 */
final class InlineConnection extends WebSocketConnection {

    private final Callback readable =
            Callback.from(InvocationType.NON_BLOCKING, this::onFillable, this::onFillInterestedFailed);

    InlineConnection(
            WebSocketConnection made, Scheduler scheduler, ByteBufferPool buffers, WebSocketCoreSession session) {
        super(made.getEndPoint(), made.getExecutor(), scheduler, buffers, session);
        setUseInputDirectByteBuffers(made.isUseInputDirectByteBuffers());
        setUseOutputDirectByteBuffers(made.isUseOutputDirectByteBuffers());
    }

    @Override
    public void fillInterested() {
        fillInterested(readable);
    }
}
