package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What each test of matches has: people who play, and two of them at a table. */
abstract class Games extends Contract {

    /** Two who were matched, and are in the room of their match. */
    record Game(Person ada, Person ben, String id, String room) {

        void moves(Person who, int round, String move) {
            who.does("/app/rps/move", "match", id, "round", round, "move", move);
        }

        /** Both move, and see the round closed. */
        JsonNode round(int round, String ofAda, String ofBen) {
            moves(ada, round, ofAda);
            moves(ben, round, ofBen);
            ben.sees(room, match -> closed(match, round));
            return ada.sees(room, match -> closed(match, round));
        }

        /** Ben moves last. */
        JsonNode roundOfBen(int round, String move) {
            moves(ben, round, move);
            return ben.sees(room, match -> closed(match, round));
        }

        private boolean closed(JsonNode match, int round) {
            return match.path("id").asString().equals(id)
                    && match.path("last").path("round").asInt() >= round;
        }

        JsonNode end() {
            return ada.sees(room, this::isOver);
        }

        boolean isOver(JsonNode match) {
            return match.path("id").asString().equals(id)
                    && match.path("status").asString().equals("over");
        }
    }

    Person player(String name, String... headers) {
        return player(Transport.WEBSOCKET, name, headers);
    }

    Person player(Transport over, String name, String... headers) {
        List<String> all = new ArrayList<>(List.of("name", name));
        all.addAll(List.of(headers));
        return arrives(over, all.toArray(String[]::new)).plays();
    }

    Game game(int bestOf) {
        return game(bestOf, player("Ada"), player("Ben"));
    }

    /** Two who meet by a challenge in a room of their own, so that nobody else's waiting comes between. */
    Game game(int bestOf, Person ada, Person ben) {
        ada.joins(room);
        ben.joins(room);
        ada.does("/app/rps/challenge", "room", room, "opponent", ben.id(), "bestOf", bestOf);
        String id = ben.isTold("challenged").path("match").asString();
        ben.does("/app/rps/accept", "match", id);
        ada.sees(room, is("playing", id));
        ben.sees(room, is("playing", id));
        return new Game(ada, ben, id, room);
    }

    static Predicate<JsonNode> is(String status, String id) {
        return match -> match.path("id").asString().equals(id)
                && match.path("status").asString().equals(status);
    }

    static JsonNode player(JsonNode match, Person who) {
        for (JsonNode player : match.path("players")) {
            if (player.path("id").asString().equals(who.id())) {
                return player;
            }
        }
        throw new AssertionError(who + " does not play in " + match);
    }

    static int score(JsonNode match, Person who) {
        return player(match, who).path("score").asInt(-1);
    }

    static void hasWon(JsonNode match, Person who, String reason) {
        assertThat(match.path("winner").asString()).isEqualTo(who.id());
        assertThat(match.path("reason").asString()).isEqualTo(reason);
    }

    static void nobodyHasWon(JsonNode match, String reason) {
        assertThat(match.has("winner")).as("a winner in " + match).isFalse();
        assertThat(match.path("reason").asString()).isEqualTo(reason);
    }
}
