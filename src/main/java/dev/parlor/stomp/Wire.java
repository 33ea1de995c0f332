package dev.parlor.stomp;

import java.util.List;
import org.springframework.web.socket.CloseStatus;

/** How bytes leave, which differs between transports. Nothing here blocks the caller. */
interface Wire {

    /** Told once when a write is through, or has failed. May be called before {@link #write} returns. */
    interface Done {
        void written();

        void failed(Throwable cause);

        /** The peer had been slow to take it, and has taken a part: it is there. */
        void taken();
    }

    /** Writes frames in their order. There is one write at a time. The list is the caller's: it changes afterwards. */
    void write(List<Outgoing> frames, Done done);

    /** A new HTTP request waits to carry what there is to send; {@code cut} breaks the connection that it came by. */
    default void wake(Runnable cut) {}

    /** Closes in good order. There is no write at that time. */
    void close(CloseStatus status);

    /** Cuts the connection at once. */
    void abort();
}
