package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One MESSAGE for many subscriptions, encoded once. All that differs between its receivers is one header, the
 * subscription, which is put between what all share as the frame leaves.
 */
final class SharedFrame {

    /** Message ids need to be unique in this server only, since nothing is acknowledged by them. */
    private static final AtomicLong MESSAGE_IDS = new AtomicLong();

    private final byte[] head;
    private final byte[] body;

    /** The body is kept as it is. */
    SharedFrame(String destination, byte[] body) {
        head = StompText.frame("MESSAGE")
                .header("destination", destination)
                .header("content-type", "application/json")
                .header("message-id", Long.toString(MESSAGE_IDS.incrementAndGet()))
                .header("content-length", Integer.toString(body.length))
                .headerBytes();
        this.body = body;
    }

    /** The header of a subscription, which its frames are addressed with. */
    static byte[] subscription(String id) {
        return StompText.headers().header("subscription", id).headerBytes();
    }

    Outgoing to(byte[] subscription) {
        return new Outgoing.Addressed(this, subscription);
    }

    int size() {
        return head.length + body.length + 2;
    }

    void writeTo(ByteBuffer buffer, byte[] subscription) {
        buffer.put(head).put(subscription).put((byte) '\n').put(body).put((byte) 0);
    }
}
