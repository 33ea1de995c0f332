package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/** A WebSocket with permessage-deflate: what it is sent differs from all others, so Jetty encodes it frame by frame. */
final class DeflatingWire extends WebSocketWire {

    private final WebSocketCoreSession socket;

    DeflatingWire(WebSocketCoreSession socket, boolean sockJs) {
        super(socket, sockJs);
        this.socket = socket;
    }

    @Override
    public void write(List<Outgoing> frames, Done done) {
        int last = frames.size() - 1;
        for (int i = 0; i <= last; i++) {
            Outgoing frame = framed(frames.get(i));
            ByteBuffer payload = ByteBuffer.allocate(frame.size());
            frame.writeTo(payload);
            Callback callback = i == last ? Callback.from(done::written, done::failed) : Callback.NOOP;
            socket.sendFrame(new Frame(opCode(frame), payload.flip()), callback, i != last);
        }
    }
}
