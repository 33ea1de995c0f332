package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.springframework.web.socket.CloseStatus;

/**
 * A WebSocket of Jetty, written to below its message API: that takes bytes which are encoded already, shares them between
 * connections, and gathers a burst of frames into one write.
 */
final class WebSocketWire implements Wire {

    private final CoreSession socket;
    private final boolean sockJs;

    WebSocketWire(CoreSession socket, boolean sockJs) {
        this.socket = socket;
        this.sockJs = sockJs;
    }

    @Override
    public void write(List<Outgoing> frames, Done done) {
        int last = frames.size() - 1;
        for (int i = 0; i <= last; i++) {
            byte[] bytes = sockJs ? frames.get(i).sockJs() : frames.get(i).stomp();
            Callback callback = i == last ? Callback.from(done::written, done::failed) : Callback.NOOP;
            socket.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(bytes)), callback, i != last);
        }
    }

    @Override
    public void ping() {
        socket.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }

    @Override
    public void close(CloseStatus status) {
        socket.close(status.getCode(), status.getReason(), Callback.from(this::endOutput));
    }

    /** Tells also a client that does not answer the close that nothing comes any more, and leaves it to read all that did. */
    private void endOutput() {
        if (socket instanceof WebSocketCoreSession session) {
            session.getConnection().getEndPoint().shutdownOutput();
        }
    }

    @Override
    public void abort() {
        socket.abort();
    }
}
