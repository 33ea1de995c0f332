package dev.parlor.stomp;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

/** The RECEIPT that one client frame asks for: sent once what it asks is done, and never for what was refused. */
final class Receipt {

    static final String HEADER = "parlor.receipt";

    /** None is asked for. */
    static final Receipt NONE = new Receipt(null, "");

    private final @Nullable Outbox outbox;
    private final String id;
    private boolean settled;

    Receipt(@Nullable Outbox outbox, String id) {
        this.outbox = outbox;
        this.id = id;
    }

    static Receipt of(Message<?> message) {
        return message.getHeaders().get(HEADER) instanceof Receipt receipt ? receipt : NONE;
    }

    /** What the frame asked for is done. */
    void done() {
        if (settle() && outbox != null) {
            outbox.offer(StompText.frame("RECEIPT").header("receipt-id", id).withoutBody());
        }
    }

    /** It is not, and won't be. */
    void refused() {
        settle();
    }

    private boolean settle() {
        if (this == NONE) {
            return false;
        }
        synchronized (this) {
            boolean first = !settled;
            settled = true;
            return first;
        }
    }
}
