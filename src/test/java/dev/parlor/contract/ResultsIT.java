package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Body;
import dev.parlor.testing.Person;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is left of a match over REST: results, ratings, who is best. */
class ResultsIT extends Games {

    @Test
    void whatOneWinsTheOtherLosesAndBothAreOnTheBoard() {
        Game game = game(1);
        JsonNode end = game.round(1, "paper", "rock");
        JsonNode ofAda = end.path("ratings").path(game.ada().id());
        JsonNode ofBen = end.path("ratings").path(game.ben().id());
        assertThat(ofAda.path("before").asInt()).isEqualTo(1500);
        assertThat(ofAda.path("after").asInt()).isEqualTo(1516);
        assertThat(ofBen.path("after").asInt()).isEqualTo(1484);

        JsonNode ada = of(game.ada().id());
        assertThat(ada.path("rating").asInt()).isEqualTo(1516);
        assertThat(ada.path("name").asString()).isEqualTo("Ada");
        assertThat(ada.path("won").asInt()).isEqualTo(1);
        assertThat(ada.path("rank").asInt()).isPositive();
        JsonNode match = ada.path("matches").path(0);
        assertThat(match.path("id").asString()).isEqualTo(game.id());
        assertThat(match.path("won").asBoolean()).isTrue();
        assertThat(match.path("opponent").path("player").asString())
                .isEqualTo(game.ben().id());
        assertThat(match.path("ratingAfter").asInt()).isEqualTo(1516);
        assertThat(of(game.ben().id()).path("lost").asInt()).isEqualTo(1);
        int before = Integer.MAX_VALUE;
        for (JsonNode standing : get("/api/rps/leaderboard")) {
            assertThat(standing.path("rating").asInt()).isLessThanOrEqualTo(before);
            before = standing.path("rating").asInt();
        }
    }

    @Test
    void aMatchCanBeReadWhileItIsPlayedAndAfterwards() {
        Game game = game(1);
        game.moves(game.ada(), 1, "scissors");
        JsonNode played = get("/api/rps/matches/" + game.id());
        assertThat(played.path("status").asString()).isEqualTo("playing");
        assertThat(played.toString()).as("an open move").doesNotContain("scissors");
        assertThat(each(get("/api/rps/matches"), "id")).contains(game.id());
        JsonNode end = game.roundOfBen(1, "rock");
        assertThat(get("/api/rps/matches/" + game.id())).isEqualTo(end);
        assertThat(each(get("/api/rps/matches"), "id")).doesNotContain(game.id());
    }

    @Test
    void onesOwnTabsArePlayedForFun() {
        Person ada = player("Ada");
        Game game = game(1, ada, player("Ada", "player", ada.playerToken()));
        JsonNode end = game.round(1, "paper", "rock");

        assertThat(end.has("ratings")).isFalse();
        assertThat(of(ada.id()).path("rating").asInt()).isEqualTo(1500);
        assertThat(of(ada.id()).has("rank")).isFalse();
        assertThat(each(get("/api/rps/leaderboard"), "player")).doesNotContain(ada.id());
    }

    @Test
    void aPlayerIsTheSameInEachTab() {
        Person ada = player("Ada");
        Person tab = player("Ada", "player", ada.playerToken());
        Game game = game(1, tab, player("Ben"));
        game.round(1, "paper", "rock");

        assertThat(of(ada.id()).path("won").asInt()).isEqualTo(1);
        assertThat(Rest.send(server().uri(), "/api/rps/players/" + tab.id()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theMatchOfALockedRoomIsForThoseInIt() {
        HttpResponse<String> made = Rest.post(server().uri(), "/api/rooms", Body.of("id", room, "password", "sesame"));
        assertThat(made.statusCode()).isEqualTo(201);
        Person ada = player("Ada");
        Person ben = player("Ben");
        ada.joins(room, "password", "sesame");
        ben.joins(room, "password", "sesame");
        ada.does("/app/rps/challenge", "room", room, "opponent", "Ben");
        String id = ben.isTold("challenged").path("match").asString();
        ben.does("/app/rps/accept", "match", id);

        String path = "/api/rps/matches/" + id;
        assertThat(Rest.send(server().uri(), path).statusCode()).isEqualTo(403);
        String eve = isIn(freshRoom(), "Eve").resumeToken();
        assertThat(Rest.send(server().uri(), path, "Authorization", "Bearer " + eve)
                        .statusCode())
                .isEqualTo(403);
        assertThat(Rest.get(server().uri(), path, "Authorization", "Bearer " + ada.resumeToken())
                        .path("id")
                        .asString())
                .isEqualTo(id);
        assertThat(each(get("/api/rps/matches"), "id")).doesNotContain(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/rps/matches/nothing", "/api/rps/players/nobody"})
    void whatIsNotThereIsAProblemWithACode(String path) {
        HttpResponse<String> answer = Rest.send(server().uri(), path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(get(path).path("code").asString()).isEqualTo("unknown_match");
    }

    private JsonNode of(String player) {
        return get("/api/rps/players/" + player);
    }

    private JsonNode get(String path) {
        return Rest.get(server().uri(), path);
    }
}
