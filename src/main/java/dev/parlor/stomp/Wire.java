package dev.parlor.stomp;

import java.util.List;
import org.springframework.web.socket.CloseStatus;

/** How bytes leave, which differs between transports. Nothing here blocks the caller. */
interface Wire {

    /** Told once when a write is through, or has failed. May be called before {@link #write} returns. */
    interface Done {
        void written();

        void failed(Throwable cause);
    }

    /** Writes frames in their order. There is one write at a time. */
    void write(List<Outgoing> frames, Done done);

    /** Asks the peer's WebSocket whether it is there; nothing where there is no such way. */
    void ping();

    /** A new HTTP request waits to carry what there is to send. */
    default void wake() {}

    /** Closes in good order. */
    void close(CloseStatus status);

    /** Cuts the connection at once. */
    void abort();
}
