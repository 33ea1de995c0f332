package dev.parlor.stomp;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One MESSAGE for many subscriptions. All that differs between its receivers is the subscription id, and clients mostly
 * choose the same: the frame is encoded once for each id. Used by one thread at a time.
 */
final class SharedFrame {

    /** Message ids need to be unique in this server only, since nothing is acknowledged by them. */
    private static final AtomicLong MESSAGE_IDS = new AtomicLong();

    private final String destination;
    private final byte[] body;
    private final String messageId = Long.toString(MESSAGE_IDS.incrementAndGet());
    private @Nullable String lastId;
    private @Nullable Outgoing last;
    private @Nullable Map<String, Outgoing> others;

    SharedFrame(String destination, byte[] body) {
        this.destination = destination;
        this.body = body;
    }

    Outgoing to(String subscriptionId) {
        if (last != null && subscriptionId.equals(lastId)) {
            return last;
        }
        if (last == null) {
            lastId = subscriptionId;
            last = encode(subscriptionId);
            return last;
        }
        if (others == null) {
            others = new HashMap<>();
        }
        return others.computeIfAbsent(subscriptionId, this::encode);
    }

    private Outgoing encode(String subscriptionId) {
        return StompText.frame("MESSAGE")
                .header("destination", destination)
                .header("content-type", "application/json")
                .header("subscription", subscriptionId)
                .header("message-id", messageId)
                .body(body);
    }
}
