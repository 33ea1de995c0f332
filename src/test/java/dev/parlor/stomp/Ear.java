package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.web.socket.CloseStatus;

/** A connection without a network: keeps what it is sent, a text for each write. */
final class Ear implements Wire {

    final List<String> told = new CopyOnWriteArrayList<>();

    /** The session of such a connection. */
    StompSession session(Consumer<Outbox> fanOut) {
        Outbox outbox = new Outbox(new JettySession(Map.of(), null), this, 10_000, fanOut);
        return new StompSession("s", outbox, StompSession.Transport.WEBSOCKET, new FrameScanner(1000));
    }

    @Override
    public void write(List<Outgoing> burst, Done done) {
        ByteBuffer all = ByteBuffer.allocate(10_000);
        burst.forEach(frame -> frame.writeTo(all));
        told.add(new String(all.array(), 0, all.position(), StandardCharsets.UTF_8));
        done.written();
    }

    @Override
    public void close(CloseStatus status) {}

    @Override
    public void abort() {}
}
