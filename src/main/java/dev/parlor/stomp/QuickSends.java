package dev.parlor.stomp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/** Recognises, by their bytes, messages that are taken without waiting for anything: a heart-beat, or one SEND of a pose. */
final class QuickSends {

    private static final byte[] SEND = "SEND\n".getBytes(StandardCharsets.US_ASCII);

    /** The header lines of their destinations. */
    private final List<byte[]> destinations;

    QuickSends(Collection<String> destinations) {
        this.destinations = destinations.stream()
                .map(destination -> ("\ndestination:" + destination + "\n").getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** Whether this is a heart-beat, or one whole frame to one of the destinations. Looks, and takes nothing. */
    boolean isOne(ByteBuffer message) {
        int start = message.position();
        int length = message.remaining();
        if (length == 1 && message.get(start) == '\n') {
            return true;
        }
        return length > SEND.length
                && startsWith(message, start, SEND)
                && endsWithTheOnlyNul(message)
                && hasDestination(message);
    }

    private static boolean endsWithTheOnlyNul(ByteBuffer message) {
        int last = message.limit() - 1;
        for (int i = message.position(); i < last; i++) {
            if (message.get(i) == 0) {
                return false;
            }
        }
        return message.get(last) == 0;
    }

    private boolean hasDestination(ByteBuffer message) {
        for (int i = message.position() + SEND.length - 1; i < message.limit() - 1; i++) {
            if (message.get(i) == '\n') {
                if (message.get(i + 1) == '\n') {
                    return false; // The end of the headers.
                }
                for (byte[] destination : destinations) {
                    if (startsWith(message, i, destination)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean startsWith(ByteBuffer message, int at, byte[] what) {
        if (message.limit() - at < what.length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (message.get(at + i) != what[i]) {
                return false;
            }
        }
        return true;
    }
}
