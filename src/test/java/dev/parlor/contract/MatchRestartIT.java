package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Person;
import dev.parlor.testing.ServerProcess;
import dev.parlor.testing.Transport;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server that stops in the middle of a match, whichever way, and is started again. */
class MatchRestartIT {

    private final String room = Contract.freshRoom();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMatchGoesOnWhereItWas(boolean killed) {
        try (ServerProcess server = new ServerProcess(folder)) {
            Person ada = arrives(server.uri(), "name", "Ada");
            Person ben = arrives(server.uri(), "name", "Ben");
            Games.Game game = begin(ada, ben);
            game.round(1, "paper", "rock");
            game.moves(ada, 2, "scissors");
            stop(server, killed);
            server.startAgain();

            Person adaAgain = arrives(server.uri(), "resume", ada.resumeToken());
            Person benAgain = arrives(server.uri(), "resume", ben.resumeToken());
            assertThat(adaAgain.isTold("moved").path("move").asString()).isEqualTo("scissors");
            assertThat(benAgain.isTold("matched").path("match").asString()).isEqualTo(game.id());
            JsonNode state = benAgain.joins(room).path("matches").path(0);
            assertThat(state.path("round").asInt()).isEqualTo(2);
            assertThat(Games.score(state, ada)).isEqualTo(1);
            assertThat(Games.player(state, ada).path("moved").asBoolean()).isTrue();
            adaAgain.joins(room);

            Games.Game again = new Games.Game(adaAgain, benAgain, game.id(), room);
            JsonNode end = again.roundOfBen(2, "paper");
            Games.hasWon(end, ada, "score");
            assertThat(end.path("ratings").path(ada.id()).path("after").asInt()).isEqualTo(1516);
            adaAgain.close();
            benAgain.close();
        }
    }

    @Test
    void aResultThatWasToldIsThereAfterAKill() throws Exception {
        try (ServerProcess server = new ServerProcess(folder)) {
            Person ada = arrives(server.uri(), "name", "Ada");
            Person ben = arrives(server.uri(), "name", "Ben");
            Games.Game game = begin(ada, ben);
            ben.sends("/app/rps/resign", "match", game.id());
            JsonNode end = ada.sees(room, game::isOver);
            server.kill();
            server.startAgain();

            JsonNode kept = Rest.get(server.uri(), "/api/rps/matches/" + game.id());
            assertThat(kept.path("winner")).isEqualTo(end.path("winner"));
            assertThat(kept.path("ratings")).isEqualTo(end.path("ratings"));
            assertThat(Rest.get(server.uri(), "/api/rps/matches").isEmpty()).isTrue();
            assertThat(Rest.get(server.uri(), "/api/rps/leaderboard")
                            .path(0)
                            .path("won")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    private Games.Game begin(Person ada, Person ben) {
        ada.joins(room);
        ben.joins(room);
        ada.does("/app/rps/challenge", "room", room, "opponent", ben.id(), "bestOf", 3);
        String id = ben.isTold("challenged").path("match").asString();
        ben.does("/app/rps/accept", "match", id);
        return new Games.Game(ada, ben, id, room);
    }

    private static Person arrives(URI server, String... headers) {
        return Person.arrives(server, Transport.WEBSOCKET, headers).plays();
    }

    private static void stop(ServerProcess server, boolean killed) {
        if (killed) {
            server.kill();
        } else {
            server.stop();
        }
    }
}
