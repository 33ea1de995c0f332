package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Inbox;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.RawSocket;
import dev.parlor.testing.RawSocket.Message;
import dev.parlor.testing.Transport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who can't keep up is cut off with a reason; nobody waits for them. */
class SlowReaderIT extends Contract {

    /** As many bytes as a line can have: what a connection may buffer is soon full of it. */
    private static final String LONG = "𝄞".repeat(990);

    private static final String BIG = "x".repeat(15 * 1024);

    private static final int AT_ONCE = 10;
    private static final int AT_MOST = 6000;

    @Override
    ParlorServer server() {
        return ParlorServer.hasty();
    }

    @Test
    void threeWhoNeverReadDelayNobodyElseAndAreCutOffAndMissNothingOnceTheyResume() {
        Person ann = isHere("Ann");
        Person bob = isHere("Bob");
        Person cy = arrives(Transport.XHR_STREAMING, "name", "Cy");
        cy.joins(room);
        Person dee = arrives(Transport.SOCKJS_WEBSOCKET, "name", "Dee");
        dee.joins(room);
        List<RawSocket> stuck =
                Stream.generate(() -> opensRaw().connects()).limit(3).toList();
        List<String> tokens = stuck.stream()
                .map(socket -> socket.joins(room).path("you").path("resume").asString())
                .toList();

        List<Person> readers = List.of(ann, bob, cy, dee);
        int lines = 0;
        while (bob.heard(room, "left").size() < stuck.size() && lines < AT_MOST) {
            for (int i = 0; i < AT_ONCE; i++) {
                ann.sends("/app/chat", "room", room, "text", LONG);
            }
            lines += AT_ONCE;
            // Within the patience of one who awaits: a server that waits for the stuck ones stalls longer.
            readers.forEach(this::hearsTheNewest);
        }

        for (Person reader : readers) {
            assertThat(eachSeq(reader.heard(room, "chat"))).isEqualTo(upTo(lines));
            assertThat(reader.hearsAll(room, "left", stuck.size(), Duration.ofSeconds(10)))
                    .hasSize(stuck.size());
        }
        assertThat(each(bob.heard(room, "left"), "reason")).containsOnly("lost");
        for (RawSocket socket : stuck) {
            assertThat(socket.readToEnd()).isNotEmpty();
        }
        Person again = arrives(Transport.WEBSOCKET, "resume", tokens.get(0));
        JsonNode welcome = again.joins(room, "since", String.valueOf(lines - 100));
        assertThat(again.id()).isIn(each(bob.heard(room, "left"), "id"));
        assertThat(eachSeq(welcome.path("messages"))).isEqualTo(upTo(lines).subList(lines - 100, lines));
    }

    private void hearsTheNewest(Person reader) {
        for (int i = 0; i < AT_ONCE; i++) {
            reader.hears(room, "chat");
        }
    }

    @Test
    void whoIsCutOffIsToldThatTheyWereTooSlow() {
        Person ann = isHere("Ann");
        Person bob = isHere("Bob");
        RawSocket slow = opensRaw().connects();
        slow.joins(room);

        // More than the kernel's buffers and the server's bound hold together; a moment, and it reads again. A server
        // need
        // not hold what it has to say for longer than some seconds: so Bob is awaited now and then, not at each.
        for (int i = 1; i <= 150; i++) {
            ann.sends("/app/event", "room", room, "event", "flood", "data", BIG);
            if (i % AT_ONCE == 0) {
                bob.hearsAll(room, "event", i, Inbox.PATIENCE);
            }
        }

        List<String> said = slow.readToEnd().stream()
                .filter(message -> message.opcode() == RawSocket.TEXT)
                .map(Message::text)
                .toList();
        assertThat(said.get(said.size() - 1)).contains("ERROR\n").contains("message:too_slow\n");
    }

    @Test
    void whoStopsPollingIsGoneAndDelaysNobody() {
        Person ann = isHere("Ann");
        Person bob = isHere("Bob");
        Person poller = arrives(Transport.XHR_POLLING, "name", "Pol");
        poller.joins(room);
        poller.vanishes();

        List<String> texts = IntStream.range(0, 300).mapToObj(i -> i + LONG).toList();
        texts.forEach(text -> ann.sends("/app/chat", "room", room, "text", text));

        assertThat(each(bob.hearsAll(room, "chat", 300, Duration.ofSeconds(10)), "text"))
                .isEqualTo(texts);
        assertThat(bob.hears(room, "left", Duration.ofSeconds(80), any -> true)
                        .path("id")
                        .asString())
                .isEqualTo(poller.id());
    }
}
