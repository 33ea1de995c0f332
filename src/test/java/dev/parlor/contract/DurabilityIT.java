package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.Person;
import dev.parlor.testing.ServerProcess;
import dev.parlor.testing.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was acknowledged lasts, whatever happens to the server. */
class DurabilityIT {

    private static final String GENEROUS = "parlor.chat.lines-per-second=100000";
    private static final String BURST = "parlor.chat.burst=100000";
    private static final int LINES = 120;

    private final String room = Contract.freshRoom();

    @TempDir
    private Path folder;

    @Test
    void aServerThatIsKilledRightAfterAReceiptLosesNothing() {
        try (ServerProcess server = new ServerProcess(folder, GENEROUS, BURST)) {
            Person ann = Person.arrives(server.uri(), Transport.WEBSOCKET, "name", "Ann");
            ann.joins(room);
            List<String> said = new ArrayList<>();

            for (int round = 1; round <= 3; round++) {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < LINES; i++) {
                    ids.add("line-" + round + "-" + i);
                }
                sayAll(ann, ids);
                ann.wire().takeReceipt(ids.get(round * 13));
                server.kill();
                ann.wire().awaitEnd();
                Set<String> acknowledged = receiptsOf(ann, "line-" + round + "-");
                server.startAgain();

                Person again = Person.arrives(server.uri(), Transport.WEBSOCKET, "resume", ann.resumeToken());
                JsonNode welcome = again.joins(room, "since", String.valueOf(said.size()));
                List<String> kept = Contract.each(welcome.path("messages"), "id");
                assertThat(again.id()).isEqualTo(ann.id());
                assertThat(kept).as("round " + round).containsAll(acknowledged).doesNotHaveDuplicates();
                assertThat(kept).isEqualTo(ids.subList(0, kept.size()));

                List<String> inDoubt =
                        ids.stream().filter(id -> !acknowledged.contains(id)).toList();
                sayAll(again, inDoubt);
                inDoubt.forEach(again.wire()::takeReceipt);
                said.addAll(ids);
                assertThat(history(server)).isEqualTo(said);
                ann = again;
            }
            ann.close();
        }
    }

    private List<String> history(ServerProcess server) {
        try (Person reader = Person.arrives(server.uri(), Transport.WEBSOCKET)) {
            JsonNode welcome = reader.joins(room, "since", "0");
            assertThat(welcome.path("recovered").asBoolean()).isTrue();
            List<JsonNode> lines = new ArrayList<>();
            welcome.path("messages").forEach(lines::add);
            assertThat(Contract.eachSeq(lines)).isEqualTo(Contract.upTo(lines.size()));
            return Contract.each(lines, "id");
        }
    }

    private void sayAll(Person person, List<String> ids) {
        ids.forEach(id -> person.wire().send(say(id)));
    }

    private Frame say(String id) {
        return Frame.of("SEND", "destination", "/app/chat", "receipt", id)
                .body(Body.of("room", room, "text", "says " + id, "id", id));
    }

    private static Set<String> receiptsOf(Person person, String prefix) {
        return person.wire().frames().all(frame -> frame.header("receipt-id").startsWith(prefix)).stream()
                .map(frame -> frame.header("receipt-id"))
                .collect(Collectors.toSet());
    }

    @Test
    void everybodyIsToldThatTheServerGoes() {
        try (ServerProcess server = new ServerProcess(folder, GENEROUS, BURST)) {
            List<Person> people = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Person person = Person.arrives(server.uri(), Transport.WEBSOCKET, "name", "Person " + i);
                person.joins(room);
                people.add(person);
            }
            people.get(0).says(room, "One moment before");

            server.stop();

            assertThat(people)
                    .extracting(person -> person.wire().awaitEnd().code())
                    .containsOnly(1001);
        }
    }

    @Test
    void aConversationGoesOnThroughARestartWithNothingLostOrDoubled() {
        try (ServerProcess server = new ServerProcess(folder, GENEROUS, BURST)) {
            Map<Transport, Person> people = new LinkedHashMap<>();
            Map<Transport, List<JsonNode>> heard = new LinkedHashMap<>();
            for (Transport over : List.of(Transport.WEBSOCKET, Transport.SOCKJS_WEBSOCKET, Transport.XHR_STREAMING)) {
                Person person = Person.arrives(server.uri(), over, "name", over.name(), "color", "#123456");
                person.joins(room);
                people.put(over, person);
                heard.put(over, new ArrayList<>());
            }

            people.values().forEach(person -> sayMany(person, "before"));
            Person speaker = people.get(Transport.WEBSOCKET);
            speaker.wire().takeReceipt("line-before-" + speaker.id() + "-9");
            server.stop();

            assertThat(people.values())
                    .extracting(person -> person.wire().awaitEnd().code())
                    .as("the close codes of a shutdown amidst a conversation")
                    .containsOnly(1001);
            server.startAgain();

            people.replaceAll((over, person) -> {
                heard.get(over).addAll(person.heard(room, "chat"));
                Person again = Person.arrives(server.uri(), over, "resume", person.resumeToken());
                JsonNode welcome = again.joins(
                        room, "since", String.valueOf(heard.get(over).size()));
                assertThat(again.id()).isEqualTo(person.id());
                assertThat(welcome.path("you").path("id").asString()).isEqualTo(person.id());
                assertThat(welcome.path("recovered").asBoolean()).isTrue();
                welcome.path("messages").forEach(heard.get(over)::add);
                return again;
            });
            // Those who can't know whether it was done say it again.
            people.values().forEach(person -> sayMany(person, "before"));
            people.values().forEach(person -> sayMany(person, "after"));

            int all = 2 * 10 * people.size();
            people.forEach((over, person) -> {
                int before = heard.get(over).size();
                heard.get(over).addAll(person.hearsAll(room, "chat", all - before, Duration.ofSeconds(20)));
            });
            List<JsonNode> conversation = heard.get(Transport.WEBSOCKET);
            assertThat(Contract.eachSeq(conversation)).isEqualTo(Contract.upTo(all));
            assertThat(Contract.each(conversation, "id")).doesNotHaveDuplicates();
            heard.values().forEach(each -> assertThat(each).isEqualTo(conversation));
            assertThat(history(server)).isEqualTo(Contract.each(conversation, "id"));
            people.values().forEach(Person::close);
        }
    }

    private void sayMany(Person person, String when) {
        for (int i = 0; i < 10; i++) {
            person.wire().send(say("line-" + when + "-" + person.id() + "-" + i));
        }
    }
}
