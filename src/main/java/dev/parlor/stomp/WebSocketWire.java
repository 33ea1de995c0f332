package dev.parlor.stomp;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.springframework.web.socket.CloseStatus;

/**
 * A WebSocket of Jetty. Frames are put one behind the other into a buffer that the thread keeps for that, and leave in one
 * write: going through Jetty's queue of frames costs as much again as the write itself. The two must not write at once, so
 * all that a connection is sent comes by its {@link Outbox}, pings and pongs too; Jetty itself sends the close, when
 * nothing else is under way.
 */
class WebSocketWire implements Wire {

    private static final int BUFFER_BYTES = 64 * 1024;
    /** How much a slow peer has to take to show that it is there. */
    private static final int PART_BYTES = 32 * 1024;
    /** First byte of a frame: the last, and only, of its message (RFC 6455, section 5.2). */
    private static final int FIN = 0x80;

    private static final int MAX_HEADER_BYTES = 10;

    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(BUFFER_BYTES));

    private final WebSocketCoreSession socket;
    private final EndPoint endPoint;
    private final boolean sockJs;

    WebSocketWire(WebSocketCoreSession socket, boolean sockJs) {
        this.socket = socket;
        this.endPoint = socket.getConnection().getEndPoint();
        this.sockJs = sockJs;
    }

    @Override
    public void write(List<Outgoing> frames, Done done) {
        ByteBuffer buffer = BUFFER.get().clear();
        for (int i = 0; i < frames.size(); i++) {
            Outgoing frame = framed(frames.get(i));
            int needed = frame.size() + MAX_HEADER_BYTES;
            if (buffer.remaining() < needed) {
                // A frame that is larger than the buffer, or SockJS's escapes were.
                buffer = ByteBuffer.allocate(buffer.position() + needed + BUFFER_BYTES)
                        .put(buffer.flip());
            }
            put(frame, buffer);
        }
        flush(buffer.flip(), done);
    }

    /** The frame as this connection gets it. */
    final Outgoing framed(Outgoing frame) {
        return sockJs && !(frame instanceof Outgoing.Control) ? frame.inSockJs() : frame;
    }

    private static void put(Outgoing frame, ByteBuffer buffer) {
        int size = frame.size();
        buffer.put((byte) (FIN | opCode(frame)));
        if (size < 126) {
            buffer.put((byte) size);
        } else if (size < 1 << 16) {
            buffer.put((byte) 126).putShort((short) size);
        } else {
            buffer.put((byte) 127).putLong(size);
        }
        frame.writeTo(buffer);
    }

    static byte opCode(Outgoing frame) {
        return frame instanceof Outgoing.Control control ? control.opCode() : OpCode.TEXT;
    }

    private void flush(ByteBuffer bytes, Done done) {
        try {
            if (endPoint.flush(bytes)) {
                done.written();
            } else {
                // The peer does not read as fast as that: the selector goes on with what is left, once it can.
                flushOn(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip(), done);
            }
        } catch (IOException broken) {
            done.failed(broken);
        }
    }

    private void flushOn(ByteBuffer left, Done done) {
        int size = Math.min(left.remaining(), PART_BYTES);
        ByteBuffer part = left.slice(left.position(), size);
        left.position(left.position() + size);
        Runnable taken = () -> {
            done.taken();
            if (left.hasRemaining()) {
                flushOn(left, done);
            } else {
                done.written();
            }
        };
        endPoint.write(Callback.from(taken, done::failed), part);
    }

    @Override
    public void close(CloseStatus status) {
        socket.close(status.getCode(), status.getReason(), Callback.from(this::endOutput));
    }

    /** Tells also a client that does not answer the close that nothing comes any more, and leaves it to read all that did. */
    private void endOutput() {
        endPoint.shutdownOutput();
    }

    /** With a reset: what the kernel holds for a peer that does not read is given up as well. */
    @Override
    public void abort() {
        if (endPoint.isOpen() && channel() instanceof SocketChannel tcp) {
            try {
                tcp.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException closed) {
                // That is what it is for.
            }
        }
        socket.abort();
    }

    private Object channel() {
        Object below = endPoint.getTransport();
        return below instanceof EndPoint encrypted ? encrypted.getTransport() : below;
    }
}
