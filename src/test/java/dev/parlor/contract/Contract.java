package dev.parlor.contract;

import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.Transport;
import dev.parlor.testing.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** What each contract test has: a room that nobody was in, and people who go home when it is over. */
abstract class Contract {

    protected final String room = freshRoom();

    private final List<AutoCloseable> open = new ArrayList<>();

    static String freshRoom() {
        return "r-" + UUID.randomUUID();
    }

    /** The server that this test is about. */
    ParlorServer server() {
        return ParlorServer.usual();
    }

    Person arrives(String name) {
        return arrives(Transport.WEBSOCKET, "name", name);
    }

    Person arrives(Transport over, String... connectHeaders) {
        return closedAfterwards(Person.arrives(server().uri(), over, connectHeaders));
    }

    /** Somebody who is in the room already. */
    Person isIn(String someRoom, String name) {
        Person person = arrives(name);
        person.joins(someRoom);
        return person;
    }

    /** Somebody who is in this test's room already. */
    Person isHere(String name) {
        return isIn(room, name);
    }

    /** A connection on which nothing of STOMP was said. */
    Wire opens(Transport over) {
        return closedAfterwards(over.open(server().uri()));
    }

    RawSocket opensRaw(String... headers) {
        return closedAfterwards(new RawSocket(server().uri(), headers));
    }

    <T extends AutoCloseable> T closedAfterwards(T something) {
        open.add(something);
        return something;
    }

    @AfterEach
    void everybodyGoesHome() throws Exception {
        for (AutoCloseable something : open) {
            something.close();
        }
    }

    /** The values of a field in each of some messages. */
    static List<String> each(Iterable<JsonNode> messages, String field) {
        List<String> values = new ArrayList<>();
        messages.forEach(message -> values.add(message.path(field).asString()));
        return values;
    }

    static List<Long> eachSeq(Iterable<JsonNode> lines) {
        List<Long> seqs = new ArrayList<>();
        lines.forEach(line -> seqs.add(line.path("seq").asLong()));
        return seqs;
    }

    static List<Long> upTo(long last) {
        return Stream.iterate(1L, seq -> seq + 1).limit(last).toList();
    }
}
