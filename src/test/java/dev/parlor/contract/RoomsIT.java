package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.testing.Frame;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** To be in a room is to be subscribed to it. */
class RoomsIT extends Contract {

    // -- coming ---------------------------------------------------------------------------------------------------

    @Test
    void theWelcomeTellsAllThereIsToKnow() {
        Person bob = isHere("Bob");
        JsonNode line = bob.says(room, "hi");
        long before = System.currentTimeMillis();

        Person ann = arrives(Transport.WEBSOCKET, "name", "Ann", "color", "#12ab34");
        JsonNode welcome = ann.joins(room);

        assertThat(welcome.path("room").path("id").asString()).isEqualTo(room);
        assertThat(welcome.path("room").path("name").asString()).isNotBlank();
        assertThat(welcome.path("room").path("locked").asBoolean(true)).isFalse();
        assertThat(welcome.path("you").path("id").asString())
                .isEqualTo(ann.id())
                .matches("[A-Za-z0-9_-]+");
        assertThat(welcome.path("you").path("name").asString()).isEqualTo("Ann");
        assertThat(welcome.path("you").path("color").asString()).isEqualTo("#12ab34");
        assertThat(welcome.path("you").path("resume").asString()).isNotBlank();
        assertThat(each(welcome.path("participants"), "id")).containsExactlyInAnyOrder(ann.id(), bob.id());
        for (JsonNode participant : welcome.path("participants")) {
            assertThat(participant.path("name").asString()).isIn("Ann", "Bob");
            assertThat(participant.path("color").asString()).matches("#[0-9a-f]{6}");
            assertThat(participant.path("joinedAt").isIntegralNumber()).isTrue();
        }
        assertThat(welcome.path("messages")).containsExactly(line);
        assertThat(welcome.path("poses").isArray()).isTrue();
        assertThat(welcome.path("matches").isArray()).isTrue();
        assertThat(welcome.path("spectators").asInt(-1)).isZero();
        assertThat(welcome.path("seq").asLong()).isEqualTo(1);
        assertThat(welcome.path("recovered").isBoolean()).isTrue();
        assertThat(welcome.path("tickHz").asInt()).isPositive();
        assertThat(welcome.path("at").asLong()).isBetween(before - 1000, System.currentTimeMillis() + 1000);
    }

    @Test
    void whoComesIsToldToTheOthersAndGetsTheWelcomeFirst() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        JsonNode joined = bob.hears(room, "joined").path("participant");

        assertThat(joined.path("id").asString()).isEqualTo(ann.id());
        assertThat(joined.path("name").asString()).isEqualTo("Ann");
        assertThat(joined.path("color").asString()).matches("#[0-9a-f]{6}");
        assertThat(joined.path("joinedAt").asLong()).isPositive();
        ann.says(room, "hi");
        List<Frame> toAnn =
                ann.wire().frames().all(frame -> frame.header("subscription").equals("room." + room));
        assertThat(toAnn.get(0).json().path("type").asString()).isEqualTo("welcome");
        assertThat(ann.heard(room, "joined")).isEmpty();
        assertThat(toAnn)
                .allSatisfy(frame -> assertThat(frame.header("content-type")).startsWith("application/json"));
    }

    @Test
    void aRoomKeepsToItself() {
        String other = freshRoom();
        Person ann = isHere("Ann");
        ann.joins(other);
        Person bob = isHere("Bob");
        Person cy = isIn(other, "Cy");

        ann.says(room, "to the one");
        ann.says(other, "to the other");
        bob.says(room, "last");
        cy.says(other, "last");

        assertThat(each(bob.heard(room, "chat"), "text")).containsExactly("to the one", "last");
        assertThat(each(cy.heard(other, "chat"), "text")).containsExactly("to the other", "last");
        assertThat(bob.heard(other, "chat")).isEmpty();
        assertThat(eachSeq(cy.heard(other, "chat"))).containsExactly(1L, 2L);
    }

    @Test
    void whoLeavesOneRoomStaysInTheOthers() {
        String other = freshRoom();
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        ann.joins(other);

        ann.leaves(room);

        assertThat(bob.hears(room, "left").path("id").asString()).isEqualTo(ann.id());
        ann.says(other, "still here");
        ann.sends("/app/chat", "room", room, "text", "gone");
        ann.isRefused("not_in_room");
    }

    @Test
    void whoCameBackIsInTheRosterOnce() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");
        ann.leaves(room);
        ann.joins(room);
        ann.leaves(room);

        JsonNode welcome = ann.joins(room);

        assertThat(each(welcome.path("participants"), "id")).containsExactlyInAnyOrder(ann.id(), bob.id());
        assertThat(bob.hearsAll(room, "joined", 3, Duration.ofSeconds(10))).hasSize(3);
    }

    // -- going ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void whoUnsubscribesHasLeft(Transport over) {
        Person bob = isHere("Bob");
        Person ann = arrives(over, "name", "Ann");
        ann.joins(room);

        ann.leaves(room);

        JsonNode left = bob.hears(room, "left");
        assertThat(left.path("id").asString()).isEqualTo(ann.id());
        assertThat(left.path("name").asString()).isEqualTo("Ann");
        assertThat(left.path("reason").asString()).isEqualTo("left");
    }

    @ParameterizedTest
    @EnumSource
    void whoDisconnectsHasLeftEveryRoomAtOnce(Transport over) {
        String other = freshRoom();
        Person bob = isHere("Bob");
        bob.joins(other);
        Person ann = arrives(over, "name", "Ann");
        ann.joins(room);
        ann.joins(other);

        ann.disconnects();

        assertThat(bob.hears(room, "left").path("reason").asString()).isEqualTo("left");
        assertThat(bob.hears(other, "left").path("reason").asString()).isEqualTo("left");
    }

    /** Forty are told of seventy: more frames than a room sends of it at one tick. */
    @Test
    void howeverManyAreLostAtOnceEachIsTold() {
        List<Person> staying = crowd("here", 40);
        staying.forEach(this::closedAfterwards);
        List<Person> lost = crowd("lost", 70);
        lost.forEach(Person::vanishes);

        for (Person person : staying) {
            await().until(() -> person.heard(room, "left").size() == 70);
            assertThat(person.heard(room, "left"))
                    .allSatisfy(
                            left -> assertThat(left.path("reason").asString()).isEqualTo("lost"))
                    .extracting(left -> left.path("name").asString())
                    .doesNotHaveDuplicates();
        }
    }

    private List<Person> crowd(String name, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Person.arrives(ParlorServer.hasty().uri(), Transport.WEBSOCKET, "name", name + " " + i))
                .peek(person -> person.joins(room))
                .toList();
    }

    @Test
    void whoLosesTheConnectionAndDoesNotComeBackIsLost() {
        Person bob = closedAfterwards(Person.arrives(ParlorServer.hasty().uri(), Transport.WEBSOCKET, "name", "Bob"));
        bob.joins(room);
        for (Transport over : Transport.values()) {
            Person person = Person.arrives(ParlorServer.hasty().uri(), over, "name", over.name());
            person.joins(room);
            person.vanishes();
        }

        // A SockJS session over HTTP outlives its requests for a while: that is between two polls.
        for (Transport over : Transport.values()) {
            JsonNode left = bob.hears(
                    room,
                    "left",
                    Duration.ofSeconds(80),
                    gone -> gone.path("name").asString().equals(over.name()));
            assertThat(left.path("reason").asString()).isEqualTo("lost");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoResumesWithinTheGracePeriodNeverLeft(Transport over) {
        Person bob = isHere("Bob");
        Person ann = arrives(over, "name", "Ann", "color", "#abcdef");
        ann.joins(room);
        ann.says(room, "before");
        ann.vanishes();

        Person again = arrives(Transport.WEBSOCKET, "resume", ann.resumeToken());
        JsonNode welcome = again.joins(room, "since", "1");

        assertThat(again.id()).isEqualTo(ann.id());
        assertThat(welcome.path("you").path("name").asString()).isEqualTo("Ann");
        assertThat(welcome.path("you").path("color").asString()).isEqualTo("#abcdef");
        assertThat(each(welcome.path("participants"), "id")).containsExactlyInAnyOrder(ann.id(), bob.id());
        again.says(room, "after");
        bob.hears(room, "chat", line -> line.path("text").asString().equals("after"));
        assertThat(bob.heard(room, "joined")).hasSize(1);
        assertThat(bob.heard(room, "left")).isEmpty();
    }

    @Test
    void whoComesBackAfterTheGracePeriodIsTheSameParticipant() {
        Person bob = closedAfterwards(Person.arrives(ParlorServer.hasty().uri(), Transport.WEBSOCKET, "name", "Bob"));
        bob.joins(room);
        Person ann = Person.arrives(ParlorServer.hasty().uri(), Transport.WEBSOCKET, "name", "Ann");
        ann.joins(room);
        ann.vanishes();
        bob.hears(room, "left");

        Person again = closedAfterwards(Person.arrives(
                ParlorServer.hasty().uri(), Transport.WEBSOCKET, "name", "Ann", "resume", ann.resumeToken()));
        again.joins(room);

        assertThat(again.id()).isEqualTo(ann.id());
        assertThat(bob.hearsAll(room, "joined", 2, Duration.ofSeconds(10)))
                .allSatisfy(joined -> assertThat(
                                joined.path("participant").path("id").asString())
                        .isEqualTo(ann.id()));
    }

    @Test
    void whoResumesWhileStillConnectedTakesOverAndTheOlderConnectionIsToldWhy() {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        Person again = arrives(Transport.WEBSOCKET, "resume", ann.resumeToken());
        again.joins(room);

        assertThat(ann.isCutOff().header("message")).isEqualTo("replaced");
        again.says(room, "it is me");
        bob.hears(room, "chat");
        assertThat(bob.heard(room, "left")).isEmpty();
        assertThat(bob.heard(room, "joined")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA.BBBB", "../../etc/passwd"})
    void aTokenThatWeNeverGaveMakesSomebodyNew(String token) {
        Person ann = isHere("Ann");

        Person mallory = arrives(Transport.WEBSOCKET, "name", "Mallory", "resume", token);

        assertThat(mallory.id()).isNotEqualTo(ann.id()).isNotEmpty();
        mallory.joins(room);
    }

    @Test
    void aTokenOfAnotherWithOneLetterChangedMakesSomebodyNew() {
        Person ann = isHere("Ann");
        String token = ann.resumeToken();
        for (int i = 0; i < token.length() - 1; i += 7) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            Person mallory =
                    arrives(Transport.WEBSOCKET, "resume", token.substring(0, i) + other + token.substring(i + 1));
            assertThat(mallory.id()).isNotEqualTo(ann.id());
        }
        ann.says(room, "still me");
    }

    // -- names and colours ----------------------------------------------------------------------------------------

    @Test
    void guestsAreNumberedAndNoTwoInARoomAreCalledTheSame() {
        Set<String> names = new HashSet<>();
        List<Person> guests = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Person guest = arrives(Transport.WEBSOCKET);
            guests.add(guest);
            names.add(guest.joins(room).path("you").path("name").asString());
        }

        assertThat(names).hasSize(guests.size()).allMatch(name -> name.matches("User-(0|[1-9][0-9]{0,2})"));
    }

    @Test
    void aNameIsTrimmed() {
        Person ann = arrives(Transport.WEBSOCKET, "name", "  Ann  ");

        assertThat(ann.joins(room).path("you").path("name").asString()).isEqualTo("Ann");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Ann Bonny",
                "Zoë",
                "阿明",
                "Ωμέγα",
                "O'Neill: the 3rd",
                "<b>Ann</b>",
                "12345678901234567890123456789012",
                "𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞𝄞"
            })
    void aNameIsWhatOnePicks(String name) {
        Person ann = arrives(Transport.WEBSOCKET);
        ann.joins(room);

        ann.does("/app/profile", "name", name);

        assertThat(ann.hears(room, "changed").path("participant").path("name").asString())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "123456789012345678901234567890123",
                "A\u0000nn",
                "A\tnn",
                "A\nnn",
                "A\u001bnn",
                "A\u007fnn",
                "A\u0085nn",
                "A\u00adnn",
                "A\u200bnn",
                "A\u200cnn",
                "A\u200enn",
                "A\u202enn",
                "A\u2066nn",
                "A\u2060nn",
                "A\ufeffnn",
                "A\u2028nn",
                "\u3164",
                "\u2800\u2800"
            })
    void aNameThatShowsNothingOrPretendsIsRefused(String name) {
        Person bob = isHere("Bob");
        Person ann = isHere("Ann");

        ann.sends("/app/profile", "name", name);

        JsonNode refusal = ann.isRefused("bad_name");
        assertThat(refusal.path("destination").asString()).isEqualTo("/app/profile");
        ann.says(room, "still Ann");
        assertThat(bob.hears(room, "chat").path("from").path("name").asString()).isEqualTo("Ann");
        assertThat(bob.heard(room, "changed")).isEmpty();
    }

    @Test
    void aBadNameInConnectMakesAGuestWhoIsToldWhy() {
        Person ann = arrives(Transport.WEBSOCKET, "name", "A\u202enn");

        ann.isRefused("bad_name");
        assertThat(ann.joins(room).path("you").path("name").asString()).startsWith("User-");
    }

    @Test
    void aTakenNameGetsASuffix() {
        isHere("Ann");
        Person second = isHere("Ann");
        JsonNode welcome = arrives("Ann").joins(room);

        assertThat(each(welcome.path("participants"), "name"))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("Ann"));
        assertThat(second.says(room, "hi").path("from").path("name").asString())
                .isNotEqualTo("Ann")
                .startsWith("Ann");
    }

    @Test
    void aTakenNameAtItsLimitStaysWithinIt() {
        String longest = "12345678901234567890123456789012";
        isHere(longest);

        String second = arrives(longest).joins(room).path("you").path("name").asString();

        assertThat(second).isNotEqualTo(longest).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void aNameIsTakenInOneRoomOnly() {
        String other = freshRoom();
        isHere("Ann");
        Person second = arrives("Ann");

        assertThat(second.joins(room).path("you").path("name").asString()).isNotEqualTo("Ann");
        assertThat(second.joins(other).path("you").path("name").asString()).isEqualTo("Ann");
    }

    @Test
    void aColourComesFromTheNameUnlessChosen() {
        String first = arrives("Ann").joins(room).path("you").path("color").asString();
        String elsewhere =
                arrives("Ann").joins(freshRoom()).path("you").path("color").asString();
        String chosen = arrives(Transport.WEBSOCKET, "name", "Ann", "color", "#ABCDEF")
                .joins(freshRoom())
                .path("you")
                .path("color")
                .asString();

        assertThat(first).matches("#[0-9a-f]{6}").isEqualTo(elsewhere);
        assertThat(chosen).isEqualToIgnoringCase("#abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "red", "#fff", "#12345g", "url(x)", "#1234567"})
    void aColourThatIsNoneIsRefused(String color) {
        Person ann = isHere("Ann");

        ann.sends("/app/profile", "color", color);

        ann.isRefused("bad_request");
        assertThat(ann.heard(room, "changed")).isEmpty();
    }

    @Test
    void anotherNameAndColourAreToldInEveryRoomOneIsIn() {
        String other = freshRoom();
        Person bob = isHere("Bob");
        Person cy = isIn(other, "Cy");
        Person ann = isHere("Ann");
        ann.joins(other);

        ann.does("/app/profile", "name", "Anna", "color", "#010203");

        for (JsonNode changed :
                List.of(bob.hears(room, "changed"), cy.hears(other, "changed"), ann.hears(room, "changed"))) {
            assertThat(changed.path("participant").path("id").asString()).isEqualTo(ann.id());
            assertThat(changed.path("participant").path("name").asString()).isEqualTo("Anna");
            assertThat(changed.path("participant").path("color").asString()).isEqualTo("#010203");
        }
        assertThat(ann.says(room, "hi").path("from").path("name").asString()).isEqualTo("Anna");
        assertThat(arrives("Dee").joins(room).path("participants"))
                .anySatisfy(participant ->
                        assertThat(participant.path("name").asString()).isEqualTo("Anna"));
    }

    @Test
    void aNameThatIsTakenWhenOneChangesGetsASuffixToo() {
        isHere("Bob");
        Person ann = isHere("Ann");

        ann.does("/app/profile", "name", "Bob");

        assertThat(ann.hears(room, "changed").path("participant").path("name").asString())
                .startsWith("Bob")
                .isNotEqualTo("Bob");
    }

    @Test
    void whoChangedTheirNameFreesTheOldOne() {
        Person ann = isHere("Ann");
        ann.does("/app/profile", "name", "Anna");

        assertThat(arrives("Ann").joins(room).path("you").path("name").asString())
                .isEqualTo("Ann");
    }

    // -- spectators -----------------------------------------------------------------------------------------------

    @Test
    void whoIsInTheRosterAndWatchesTooIsCountedOnce() {
        Person ann = isHere("Ann");

        ann.wire()
                .takeReceipt(ann.sendsForReceipt(Frame.of(
                        "SUBSCRIBE", "id", "again", "destination", "/topic/room." + room, "role", "spectator")));

        JsonNode welcome = arrives("Bob").joins(room);
        assertThat(welcome.path("spectators").asInt(-1)).isZero();
        assertThat(welcome.path("participants")).hasSize(2);

        ann.leaves(room);
        assertThat(arrives("Cy").joins(room).path("spectators").asInt()).isEqualTo(1);
    }

    @Test
    void aSpectatorSeesAllAndIsCountedButNotInTheRoster() {
        Person ann = isHere("Ann");
        Person eve = arrives("Eve");

        JsonNode welcome = eve.joins(room, "role", "spectator");

        assertThat(each(welcome.path("participants"), "id")).containsExactly(ann.id());
        assertThat(ann.hears(room, "spectators").path("count").asInt()).isEqualTo(1);
        ann.says(room, "hello in the dark");
        assertThat(eve.hears(room, "chat").path("text").asString()).isEqualTo("hello in the dark");
        assertThat(arrives("Bob").joins(room).path("spectators").asInt()).isEqualTo(1);
        eve.leaves(room);
        assertThat(ann.hears(room, "spectators").path("count").asInt(-1)).isZero();
        assertThat(each(ann.heard(room, "joined"), "id")).doesNotContain(eve.id());
        assertThat(ann.heard(room, "joined")).hasSize(1);
        assertThat(ann.heard(room, "left")).isEmpty();
    }

    // -- rooms that nobody may make -------------------------------------------------------------------------------

    @Test
    void whereRoomsAreClosedAnUnknownOneIsNotMadeByJoiningIt() {
        ParlorServer closed = ParlorServer.generous("parlor.rooms.open=false");
        Person ann = closedAfterwards(Person.arrives(closed.uri(), Transport.WEBSOCKET, "name", "Ann"));

        ann.asksToJoin(room);

        assertThat(ann.isRefused("unknown_room").path("destination").asString()).isEqualTo("/topic/room." + room);
        assertThat(ann.heard(room, "welcome")).isEmpty();
    }
}
