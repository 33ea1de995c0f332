package dev.parlor.stomp;

import dev.parlor.engine.RateLimit;
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
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The short way for what comes often and is taken without waiting, such as poses: a message that is one plain SEND, to a
 * destination which its feature declares to be {@linkplain Inbound#quick() quick}, is read where it lies and handed to the
 * {@code @MessageMapping} method for it. Everything else, and whatever is unusual about a SEND, goes Spring's way, which
 * ends at the same method and answers what is wrong.
 */
final class QuickSends {

    private static final byte[] SEND = ascii("SEND\n");
    private static final byte[] DESTINATION = ascii("destination:");
    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] TYPE = ascii("content-type:");

    /** One destination, and what is called for it. */
    private record Quick(byte[] name, String destination, RateLimit limit, ObjectReader reader, MethodHandle method) {}

    private final List<Inbound> inbound;
    private final JsonMapper json;
    private final Refusals refusals;
    private final List<Quick> quick = new ArrayList<>();

    QuickSends(List<Inbound> inbound, JsonMapper json, Refusals refusals) {
        this.inbound = inbound.stream().filter(Inbound::quick).toList();
        this.json = json;
        this.refusals = refusals;
    }

    /**
     * Takes note of the method for a destination; of no interest unless that is quick.
     *
     * @param method has two parameters, the sender and the body
     */
    void add(String destination, Object controller, Method method) {
        inbound.stream()
                .filter(declared -> declared.destinations().contains(destination))
                .forEach(declared -> quick.add(new Quick(
                        ascii(destination),
                        destination,
                        declared.limit(),
                        json.readerFor(method.getParameterTypes()[1]),
                        handle(controller, method))));
    }

    private static MethodHandle handle(Object controller, Method method) {
        ReflectionUtils.makeAccessible(method);
        try {
            return MethodHandles.lookup()
                    .unreflect(method)
                    .bindTo(controller)
                    .asType(MethodType.methodType(void.class, ParticipantId.class, Object.class));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Handles a whole message if it can be handled here, and tells whether it was. {@code bytes} are the message alone. */
    boolean took(StompSession session, byte[] bytes) {
        ParticipantId sender = session.participant().orElse(null);
        if (sender == null
                || bytes.length > session.scanner().limit()
                || !session.scanner().isBetweenFrames()
                || !session.outbox().isTaking()
                || !startsWith(bytes, 0, SEND)
                || !endsWithTheOnlyNul(bytes)) {
            return false;
        }
        Quick to = null;
        int length = -1;
        int line = SEND.length;
        while (line < bytes.length - 1 && bytes[line] != '\n') {
            int end = endOfLine(bytes, line);
            if (startsWith(bytes, line, DESTINATION) && to == null) {
                to = find(bytes, line + DESTINATION.length, end);
                if (to == null) {
                    return false;
                }
            } else if (startsWith(bytes, line, LENGTH) && length < 0) {
                length = number(bytes, line + LENGTH.length, end);
                if (length < 0) {
                    return false;
                }
            } else if (!startsWith(bytes, line, TYPE)) {
                return false; // A receipt, say.
            }
            line = end + 1;
        }
        int body = line + 1;
        int size = bytes.length - 1 - body;
        if (to == null || size < 0 || length >= 0 && length != size) {
            return false;
        }
        session.heard();
        call(to, session, sender, bytes, body, size);
        return true;
    }

    private void call(Quick to, StompSession session, ParticipantId sender, byte[] bytes, int body, int size) {
        try {
            session.spend(to.destination, to.limit);
            Object message = to.reader.readValue(bytes, body, size);
            if (message == null) {
                throw Refusals.wrongBody();
            }
            to.method.invokeExact(sender, message);
        } catch (Exception why) {
            refusals.refuse(session, to.destination, Arrays.copyOfRange(bytes, body, body + size), why);
        } catch (Throwable error) {
            throw (Error) error;
        }
    }

    private @Nullable Quick find(byte[] bytes, int from, int to) {
        for (int i = 0; i < quick.size(); i++) {
            Quick each = quick.get(i);
            if (to - from == each.name.length && startsWith(bytes, from, each.name)) {
                return each;
            }
        }
        return null;
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
