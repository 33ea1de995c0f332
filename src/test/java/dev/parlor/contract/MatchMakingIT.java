package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How two come to play: by waiting, or by a challenge. */
class MatchMakingIT extends Games {

    /** Of its own: who waits here waits for nobody of another test. */
    @Override
    ParlorServer server() {
        return ParlorServer.generous("parlor.rps.offer-bots-after=300ms");
    }

    @Test
    void theFirstWaitsAndTheSecondStartsTheMatch() {
        Person ada = player("Ada");
        Person ben = player("Ben");
        ada.does("/app/rps/queue", "bestOf", 5);
        JsonNode queued = ada.isTold("queued");
        assertThat(queued.path("waiting").asInt()).isEqualTo(1);
        assertThat(queued.path("sinceMs").asLong(-1)).isNotNegative();

        ben.does("/app/rps/queue", "bestOf", 5);
        JsonNode matched = ada.isTold("matched");
        assertThat(ben.isTold("matched")).isEqualTo(matched);
        String gameRoom = matched.path("room").asString();
        JsonNode match = ada.joins(gameRoom).path("matches").path(0);
        assertThat(match.path("id").asString()).isEqualTo(matched.path("match").asString());
        assertThat(match.path("status").asString()).isEqualTo("playing");
        ben.joins(gameRoom);
        ada.sees(gameRoom, state -> player(state, ben).path("connected").asBoolean());
        Game game = new Game(ada, ben, match.path("id").asString(), gameRoom);
        assertThat(score(game.round(1, "rock", "scissors"), ada)).isEqualTo(1);
        ada.does("/app/rps/resign", "match", game.id());
    }

    @Test
    void whoPlaysIsBusy() {
        Game game = game(3);
        game.ada().sends("/app/rps/queue");
        game.ada().isRefused("busy");
        Person cy = player("Cy");
        cy.joins(room);
        cy.sends("/app/rps/challenge", "room", room, "opponent", game.ada().id());
        cy.isRefused("busy");
        game.ada().sends("/app/rps/challenge", "room", room, "opponent", cy.id());
        game.ada().isRefused("busy");
    }

    @Test
    void whoTakesLeaveOfTheQueueIsNotMatched() {
        Person ada = player("Ada");
        Person ben = player("Ben");
        ada.does("/app/rps/queue", "bestOf", 1);
        ada.does("/app/rps/cancel");
        ada.does("/app/rps/cancel");
        ben.does("/app/rps/queue", "bestOf", 1);
        assertThat(ben.isTold("queued").path("waiting").asInt()).isEqualTo(1);
        Person cy = player("Cy");
        cy.does("/app/rps/queue", "bestOf", 1);

        assertThat(ben.isTold("matched")).isEqualTo(cy.isTold("matched"));
        ben.does(
                "/app/rps/resign",
                "match",
                told(ben, "matched").get(0).path("match").asString());
    }

    @Test
    void whoLosesTheConnectionLeavesTheQueue() {
        Person ada = player("Ada");
        Person tab = player("Ada", "player", ada.playerToken());
        ada.does("/app/rps/queue", "bestOf", 1);
        tab.sends("/app/rps/queue", "bestOf", 1);
        tab.isRefused("busy");
        ada.vanishes();

        await().until(() -> {
            tab.sends("/app/rps/queue", "bestOf", 1);
            tab.does("/app/rps/cancel");
            return !told(tab, "queued").isEmpty();
        });
    }

    @Test
    void whoTakesOverFromAnotherConnectionDoesNotWaitUntilTheyAskAgain() {
        Person ada = player("Ada");
        ada.joins(room);
        ada.does("/app/rps/queue", "bestOf", 1);
        Person again = player("Ada", "resume", ada.resumeToken());
        ada.isCutOff();
        Person ben = player("Ben");
        ben.does("/app/rps/queue", "bestOf", 1);

        assertThat(ben.isTold("queued").path("waiting").asInt()).isEqualTo(1);
        again.does("/app/rps/queue", "bestOf", 1);
        assertThat(ben.isTold("matched")).isEqualTo(again.isTold("matched"));
    }

    @Test
    void onePlayerWaitsInOneTab() {
        Person ada = player("Ada");
        Person tab = player("Ada", "player", ada.playerToken());
        ada.does("/app/rps/queue", "bestOf", 1);
        for (int bestOf : List.of(1, 3, 5)) {
            tab.sends("/app/rps/queue", "bestOf", bestOf);
            tab.isRefused("busy");
        }
        ada.does("/app/rps/cancel");
        tab.does("/app/rps/queue", "bestOf", 1);
        tab.does("/app/rps/cancel");
    }

    @Test
    void twiceInTheQueueIsOneTicket() {
        Person ada = player("Ada");
        ada.does("/app/rps/queue", "bestOf", 1);
        ada.does("/app/rps/queue", "bestOf", 1);
        ada.does("/app/rps/queue", "bestOf", 3);
        assertThat(ada.isTold("queued", news -> news.path("bestOf").asInt() == 3)
                        .path("waiting")
                        .asInt())
                .isEqualTo(1);
        Person ben = player("Ben");
        ben.does("/app/rps/queue", "bestOf", 1);
        assertThat(ben.isTold("queued").path("waiting").asInt()).isEqualTo(1);
        ada.does("/app/rps/cancel");
        ben.does("/app/rps/cancel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bestOf\":2}",
                "{\"bestOf\":\"3\"}",
                "{\"bestOf\":0}",
                "[]",
                "{\"bot\":\"hal\"}",
                "{\"bot\":1}"
            })
    void whatIsNoMatchIsRefused(String body) {
        Person ada = player("Ada");
        ada.sendsBody("/app/rps/queue", body);
        ada.isRefused("bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beginner", "learner"})
    void whoWaitsAloneIsOfferedBotsThatMoveBeforeTheyCouldKnow(String bot) {
        Person ada = player("Ada");
        ada.does("/app/rps/queue", "bestOf", 3);
        JsonNode offer = ada.isTold("queued", news -> !news.path("bots").isEmpty());
        assertThat(offer.path("bots").toString()).contains("beginner", "learner");

        ada.does("/app/rps/queue", "bestOf", 3, "bot", bot);
        JsonNode matched = ada.isTold("matched");
        String gameRoom = matched.path("room").asString();
        JsonNode match = ada.joins(gameRoom).path("matches").path(0);
        while (!match.path("status").asString().equals("over")) {
            JsonNode opponent = match.path("players").path(1);
            assertThat(opponent.path("bot").asString()).isEqualTo(bot);
            assertThat(opponent.path("moved").asBoolean())
                    .as("it has moved first")
                    .isTrue();
            int round = match.path("round").asInt();
            ada.does("/app/rps/move", "match", matched.path("match").asString(), "round", round, "move", "rock");
            match = ada.sees(gameRoom, state -> state.path("last").path("round").asInt() == round);
        }
        assertThat(match.has("ratings")).as("bots are not rated").isFalse();

        ada.does("/app/rps/rematch", "match", matched.path("match").asString());
        String next = ada.isTold("matched").path("match").asString();
        assertThat(next).isNotEqualTo(matched.path("match").asString());
        ada.does("/app/rps/resign", "match", next);
    }

    @Test
    void ofManyAtOnceEverybodyIsMatchedOnce() {
        List<Person> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(player("P" + i));
        }
        many.forEach(person -> person.sends("/app/rps/queue", "bestOf", 5));
        Map<String, Integer> matches = new HashMap<>();
        many.forEach(
                person -> matches.merge(person.isTold("matched").path("match").asString(), 1, Integer::sum));

        assertThat(matches).hasSize(25).containsValue(2).doesNotContainValue(1);
        assertThat(many)
                .allSatisfy(person -> assertThat(told(person, "matched")).hasSize(1));
        many.forEach(person -> person.sends(
                "/app/rps/resign",
                "match",
                told(person, "matched").get(0).path("match").asString()));
    }

    @Test
    void whoWaitsHearsHowItGoesEveryFewSeconds() {
        Person ada = player("Ada");
        ada.does("/app/rps/queue", "bestOf", 5);
        long first = ada.isTold("queued", news -> !news.path("bots").isEmpty())
                .path("sinceMs")
                .asLong();
        ada.isTold("queued", news -> news.path("sinceMs").asLong() > first);
        ada.does("/app/rps/cancel");
    }

    // -- challenges -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChallengeIsByIdOrByNameAndEverybodySeesIt(boolean byName) {
        Person ada = player("Ada");
        Person ben = player("Ben");
        ada.joins(room);
        ben.joins(room);
        Person cy = isHere("Cy");
        ada.does("/app/rps/challenge", "room", room, "opponent", byName ? "ben" : ben.id(), "bestOf", 1);
        JsonNode challenged = ben.isTold("challenged");
        assertThat(challenged.path("from").path("name").asString()).isEqualTo("Ada");
        assertThat(challenged.path("room").asString()).isEqualTo(room);
        String id = challenged.path("match").asString();
        assertThat(cy.sees(room, is("waiting", id)).path("round").asInt()).isZero();

        ada.sends("/app/rps/accept", "match", id);
        ada.isRefused("not_your_match");
        cy.sends("/app/rps/accept", "match", id);
        cy.isRefused("not_your_match");
        ben.does("/app/rps/accept", "match", id);
        assertThat(ada.isTold("matched").path("match").asString()).isEqualTo(id);
        cy.sees(room, is("playing", id));
        ben.sends("/app/rps/accept", "match", id);
        ben.isRefused("round_closed");
    }

    @Test
    void itIsDeclinedOrTakenBack() {
        Person ada = player("Ada");
        Person ben = player("Ben");
        ada.joins(room);
        ben.joins(room);
        String declined = challenges(ada, ben);
        ben.does("/app/rps/decline", "match", declined);
        nobodyHasWon(ada.sees(room, is("over", declined)), "resigned");
        String takenBack = challenges(ada, ben);
        ada.does("/app/rps/resign", "match", takenBack);
        nobodyHasWon(ben.sees(room, is("over", takenBack)), "resigned");
        ben.sends("/app/rps/accept", "match", takenBack);
        ben.isRefused("round_closed", "unknown_match");
    }

    @Test
    void oneChallengesSomebodyElseWhoIsHereAndOnlyOneAtATime() {
        Person ada = player("Ada");
        ada.joins(room);
        Person ben = isHere("Ben");
        Person cy = isIn(freshRoom(), "Cy");
        ada.sends("/app/rps/challenge", "room", room, "opponent", ada.id());
        ada.isRefused("bad_request");
        ada.sends("/app/rps/challenge", "room", room, "opponent", cy.id());
        ada.isRefused("not_in_room");
        ada.sends("/app/rps/challenge", "room", room, "opponent", "Nobody");
        ada.isRefused("not_in_room");
        cy.sends("/app/rps/challenge", "room", room, "opponent", ada.id());
        cy.isRefused("not_in_room");
        ada.sends("/app/rps/challenge", "room", room);
        ada.isRefused("bad_request");
        ada.does("/app/rps/challenge", "room", room, "opponent", ben.id());
        ada.sends("/app/rps/challenge", "room", room, "opponent", ben.id());
        ada.isRefused("busy");
    }

    @Test
    void twoWhoChallengeEachOtherPlay() {
        Person ada = player("Ada");
        Person ben = player("Ben");
        ada.joins(room);
        ben.joins(room);
        String id = challenges(ada, ben);
        ben.does("/app/rps/challenge", "room", room, "opponent", ada.id());

        assertThat(ada.isTold("matched").path("match").asString()).isEqualTo(id);
    }

    @Test
    void whoBeginsToPlayLeavesTheQueueAndWhoComesBackIsToldOfChallenges() {
        Person ada = player("Ada");
        Person ben = player("Ben");
        ada.joins(room);
        ben.joins(room);
        String id = challenges(ada, ben);
        ben.vanishes();
        Person back = player("Ben", "resume", ben.resumeToken());
        assertThat(back.isTold("challenged").path("match").asString()).isEqualTo(id);
        back.joins(room);
        back.does("/app/rps/queue", "bestOf", 5);
        back.does("/app/rps/accept", "match", id);
        Person cy = player("Cy");
        cy.does("/app/rps/queue", "bestOf", 5);

        assertThat(cy.isTold("queued").path("waiting").asInt()).isEqualTo(1);
        cy.does("/app/rps/cancel");
    }

    @Test
    void theRoomOfAMatchIsNobodyElsesToMake() throws Exception {
        Person ada = player("Ada");
        ada.does("/app/rps/queue", "bot", "beginner");
        JsonNode matched = ada.isTold("matched");
        HttpResponse<String> taken = Rest.post(
                server().uri(), "/api/rooms", Body.of("id", matched.path("room").asString(), "capacity", 1));

        assertThat(taken.statusCode()).isEqualTo(409);
        ada.joins(matched.path("room").asString());
        ada.does("/app/rps/resign", "match", matched.path("match").asString());
    }

    private String challenges(Person ada, Person ben) {
        ada.does("/app/rps/challenge", "room", room, "opponent", ben.id());
        return ben.isTold("challenged").path("match").asString();
    }

    private static List<JsonNode> told(Person person, String type) {
        return person.wire().frames().all(frame -> frame.header("subscription").equals("play")).stream()
                .map(Frame::json)
                .filter(message -> message.path("type").asString().equals(type))
                .toList();
    }

    /** Where a challenge does not wait long. */
    @Nested
    class InAHurry extends Games {

        @Override
        ParlorServer server() {
            return ParlorServer.generous("parlor.rps.challenge=300ms");
        }

        @Test
        void aChallengeThatNobodyAnswersExpires() {
            Person ada = player("Ada");
            Person ben = player("Ben");
            ada.joins(room);
            ben.joins(room);
            ada.does("/app/rps/challenge", "room", room, "opponent", ben.id());
            String expired = ben.isTold("challenged").path("match").asString();
            JsonNode over = ben.sees(room, is("over", expired));
            nobodyHasWon(over, "timeout");
            assertThat(over.path("round").asInt()).isZero();
            ada.sends("/app/rps/rematch", "match", expired);
            ada.isRefused("round_closed", "unknown_match");
        }
    }

    /** Where matches are forgotten soon, and there is place for one room. */
    @Nested
    class InASmallHouse extends Games {

        @Override
        ParlorServer server() {
            return ParlorServer.generous("parlor.rps.rematch=200ms", "parlor.rooms.max-open=1");
        }

        @Test
        void gameRoomsTakeNobodysPlaceAndStayWhatTheyWere() {
            Person cy = isHere("Cy");
            Person ada = player("Ada");
            Person ben = player("Ben");
            ada.does("/app/rps/queue");
            ben.does("/app/rps/queue");
            JsonNode matched = ada.isTold("matched");
            String gameRoom = matched.path("room").asString();
            ada.joins(gameRoom);
            String other = freshRoom();
            cy.asksToJoin(other);
            cy.isRefused("unavailable");
            ada.does("/app/rps/resign", "match", matched.path("match").asString());
            ada.leaves(gameRoom);

            Person eve = arrives("Eve");
            await().until(() -> {
                JsonNode welcome = eve.joins(gameRoom);
                eve.leaves(gameRoom);
                return welcome.path("matches").isEmpty(); // It is forgotten.
            });
            assertThat(eve.joins(gameRoom).path("room").path("name").asString()).isEqualTo("Ada – Ben");
            assertThat(each(Rest.get(server().uri(), "/api/rooms"), "id"))
                    .contains(room)
                    .doesNotContain(gameRoom);
            assertThat(Rest.post(server().uri(), "/api/rooms", Body.of("id", gameRoom))
                            .statusCode())
                    .isEqualTo(409);
            cy.leaves(room);
            String never = "rps-" + freshRoom();
            cy.joins(never);
            assertThat(each(Rest.get(server().uri(), "/api/rooms"), "id")).contains(never);
        }
    }

    /** As it comes: what one may send often enough to play, and no more. */
    @Nested
    class AsItComes extends Games {

        @Override
        ParlorServer server() {
            return ParlorServer.asItComes();
        }

        @Test
        void whoSendsTooMuchIsRefusedAndStaysConnected() {
            Person ada = player("Ada");
            for (int i = 0; i < 1_000; i++) {
                ada.sends("/app/rps/cancel");
            }
            ada.isRefused("rate_limited");
            ada.joins(room);
        }

        @ParameterizedTest
        @ValueSource(strings = {"queue", "challenge", "rematch"})
        void whatOthersHearOfMayBeAskedForLessOften(String what) {
            Person ada = player("Ada");
            String body = Body.of("bestOf", 2, "room", room, "opponent", 1, "match", ".");
            for (int i = 0; i < 300; i++) {
                ada.sendsBody("/app/rps/" + what, body);
            }
            ada.does("/app/rps/cancel");

            assertThat(each(ada.refusals(), "code")).contains("bad_request", "rate_limited");
        }

        @Test
        void whoIsChallengedOnceMoreAndOnceMoreIsLeftAlone() {
            Person ada = player("Ada");
            Person ben = player("Ben");
            ada.joins(room);
            ben.joins(room);
            for (int i = 0; i < 5; i++) {
                ada.does("/app/rps/challenge", "room", room, "opponent", ben.id());
                ben.does(
                        "/app/rps/decline",
                        "match",
                        ben.isTold("challenged").path("match").asString());
            }
            ada.sends("/app/rps/challenge", "room", room, "opponent", ben.id());
            ada.isRefused("rate_limited");
        }
    }
}
