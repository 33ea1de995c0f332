package dev.parlor.stomp;

import dev.parlor.protocol.Json;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.room.Inbound;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The short way for what comes often: a message that is one plain SEND is read where it lies and handed to the
 * {@code @MessageMapping} method for it. Everything else, and whatever is unusual about a SEND, goes Spring's way, which
 * ends at the same method and answers what is wrong.
 */
final class PlainSends {

    private static final byte[] SEND = ascii("SEND\n");
    private static final byte[] DESTINATION = ascii("destination:");
    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] JSON = ascii("content-type:application/json\n");
    private static final byte[] RECEIPT = ascii("receipt:");

    /** One destination, and what is called for it. */
    private record Target(
            byte[] name, String destination, Inbound declared, ObjectReader reader, MethodHandle method) {}

    private final List<Inbound> inbound;
    private final JsonMapper json;
    private final Refusals refusals;
    private final List<Target> targets = new ArrayList<>();

    PlainSends(List<Inbound> inbound, JsonMapper json, Refusals refusals) {
        this.inbound = List.copyOf(inbound);
        this.json = json;
        this.refusals = refusals;
    }

    /**
     * Takes note of the method for a destination.
     *
     * @param method has two parameters, the sender and the body, and is done when it returns, or returns a
     *     {@code CompletionStage}
     */
    void add(String destination, Object controller, Method method) {
        inbound.stream()
                .filter(declared -> declared.destinations().contains(destination))
                .forEach(declared -> targets.add(new Target(
                        ascii(destination),
                        destination,
                        declared,
                        json.readerFor(method.getParameterTypes()[1]),
                        handle(controller, method))));
    }

    private static MethodHandle handle(Object controller, Method method) {
        ReflectionUtils.makeAccessible(method);
        try {
            return MethodHandles.lookup()
                    .unreflect(method)
                    .bindTo(controller)
                    .asType(MethodType.methodType(Object.class, ParticipantId.class, Object.class));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Handles a whole message if it can be handled here, and tells whether it was.
     *
     * @param bytes the message alone
     * @param mayWait whether this thread may: otherwise only what is {@linkplain Inbound#quick() quick} is taken
     */
    boolean took(StompSession session, byte[] bytes, boolean mayWait) {
        ParticipantId sender = session.participant().orElse(null);
        if (sender == null
                || bytes.length > session.scanner().limit()
                || !session.scanner().isBetweenFrames()
                || !session.outbox().isTaking()
                || !startsWith(bytes, 0, SEND)
                || !endsWithTheOnlyNul(bytes)) {
            return false;
        }
        Target to = null;
        Receipt receipt = Receipt.NONE;
        int length = -1;
        int line = SEND.length;
        while (line < bytes.length - 1 && bytes[line] != '\n') {
            int end = endOfLine(bytes, line);
            if (startsWith(bytes, line, DESTINATION) && to == null) {
                to = find(bytes, line + DESTINATION.length, end);
                if (to == null || !to.declared.quick() && !mayWait) {
                    return false;
                }
            } else if (startsWith(bytes, line, LENGTH) && length < 0) {
                length = number(bytes, line + LENGTH.length, end);
                if (length < 0) {
                    return false;
                }
            } else if (startsWith(bytes, line, RECEIPT) && receipt == Receipt.NONE) {
                String id = plain(bytes, line + RECEIPT.length, end);
                if (id == null) {
                    return false;
                }
                receipt = new Receipt(session.outbox(), id);
            } else if (!startsWith(bytes, line, JSON)) {
                return false;
            }
            line = end + 1;
        }
        int body = line + 1;
        int size = bytes.length - 1 - body;
        if (to == null || size < 1 || length >= 0 && length != size) {
            return false;
        }
        call(to, session, sender, receipt, bytes, body, size);
        return true;
    }

    private void call(
            Target to, StompSession session, ParticipantId sender, Receipt receipt, byte[] bytes, int body, int size) {
        if (!to.declared.quick()) {
            session.awaitUnfinished(to.destination);
        }
        try {
            session.spend(to.destination, to.declared, size);
            Object message = to.reader.readValue(bytes, body, size);
            if (message == null) {
                throw Json.unread(null);
            }
            Object result = (Object) to.method.invokeExact(sender, message);
            if (result instanceof CompletionStage<?> stage) {
                session.finishesLater(to.destination, stage.handle((done, why) -> {
                    if (why == null) {
                        receipt.done();
                    } else {
                        refuse(to, session, receipt, Arrays.copyOfRange(bytes, body, body + size), why);
                    }
                    return null;
                }));
            } else {
                receipt.done();
            }
        } catch (Throwable why) {
            refuse(to, session, receipt, Arrays.copyOfRange(bytes, body, body + size), why);
        }
    }

    private void refuse(Target to, StompSession session, Receipt receipt, byte[] body, Throwable why) {
        if (why instanceof Error error) {
            throw error;
        }
        receipt.refused();
        refusals.refuse(session, to.destination, body, (Exception) why);
    }

    private @Nullable Target find(byte[] bytes, int from, int to) {
        for (int i = 0; i < targets.size(); i++) {
            Target each = targets.get(i);
            if (to - from == each.name.length && startsWith(bytes, from, each.name)) {
                return each;
            }
        }
        return null;
    }

    /** A header's value; null where there are escapes or other characters to be looked at more closely. */
    private static @Nullable String plain(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] <= ' ' || bytes[i] == '\\' || bytes[i] == ':') {
                return null;
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private static boolean endsWithTheOnlyNul(byte[] bytes) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return bytes[bytes.length - 1] == 0;
    }

    private static int endOfLine(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length - 1 && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static int number(byte[] bytes, int from, int to) {
        int number = from == to || to - from > 6 ? -1 : 0;
        for (int i = from; i < to && number >= 0; i++) {
            number = bytes[i] >= '0' && bytes[i] <= '9' ? number * 10 + bytes[i] - '0' : -1;
        }
        return number;
    }

    private static boolean startsWith(byte[] bytes, int at, byte[] what) {
        return bytes.length - at >= what.length && Arrays.equals(bytes, at, at + what.length, what, 0, what.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
