package dev.parlor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.testing.Body;
import dev.parlor.testing.Frame;
import dev.parlor.testing.ParlorServer;
import dev.parlor.testing.Person;
import dev.parlor.testing.Transport;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How a match is played. */
class MatchIT extends Games {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void whoWinsMoreThanHalfOfTheRoundsWinsTheMatch(int bestOf) {
        Game game = game(bestOf);
        int toWin = bestOf / 2 + 1;
        JsonNode state = null;
        for (int round = 1; round <= toWin; round++) {
            state = game.round(round, "paper", "rock");
            assertThat(score(state, game.ada())).isEqualTo(round);
        }

        assertThat(state.path("status").asString()).isEqualTo("over");
        hasWon(state, game.ada(), "score");
        assertThat(state.path("bestOf").asInt()).isEqualTo(bestOf);
        assertThat(state.path("game").asString()).isEqualTo("rps");
        assertThat(state.has("deadline")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void itIsPlayedOverEveryTransport(Transport over) {
        Game game = game(1, player(over, "Ada"), player(over, "Ben"));

        hasWon(game.round(1, "scissors", "rock"), game.ben(), "score");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rock", "paper", "scissors"})
    void aDrawCountsForNobodyAndTheNextRoundHasTheNextNumber(String both) {
        Game game = game(1);
        JsonNode drawn = game.round(1, both, both);

        assertThat(drawn.path("status").asString()).isEqualTo("playing");
        assertThat(drawn.path("round").asInt()).isEqualTo(2);
        assertThat(drawn.path("last").has("winner")).isFalse();
        assertThat(drawn.path("last").path("moves").path(game.ada().id()).asString())
                .isEqualTo(both);
        assertThat(score(drawn, game.ada()) + score(drawn, game.ben())).isZero();
        hasWon(game.round(2, "rock", "scissors"), game.ada(), "score");
    }

    @Test
    void nobodyLearnsOfAMoveBeforeTheRoundIsClosed() {
        Game game = game(3);
        Person cy = isHere("Cy");
        Person eve = arrives("Eve");
        eve.joins(room, "role", "spectator");
        game.moves(game.ada(), 1, "scissors");
        List<Person> others = List.of(game.ben(), cy, eve);
        for (Person other : others) {
            JsonNode seen = other.sees(
                    room, match -> player(match, game.ada()).path("moved").asBoolean());
            assertThat(player(seen, game.ben()).path("moved").asBoolean()).isFalse();
        }
        Person late = isHere("Dee");

        for (Person other : List.of(game.ben(), cy, eve, late)) {
            // Every frame that anybody got so far: it is not in any, in whatever way.
            isToldNothingOpen(other, 0);
        }
        game.moves(game.ben(), 1, "rock");
        for (Person other : others) {
            JsonNode closed = other.sees(room, match -> match.has("last"));
            assertThat(closed.path("last").path("moves").path(game.ada().id()).asString())
                    .isEqualTo("scissors");
        }
    }

    @Test
    void nobodyLearnsOfAnyMoveOfAWholeMatchWhoeverComesBackInTheMiddle() {
        Game game = game(5);
        Person cy = isHere("Cy");
        Person eve = spectator();
        String[][] moves = {
            {"paper", "rock"},
            {"scissors", "scissors"},
            {"rock", "paper"},
            {"paper", "scissors"},
            {"rock", "scissors"},
            {"scissors", "paper"}
        };
        for (int round = 1; round <= moves.length; round++) {
            int now = round;
            boolean adaFirst = round % 2 == 1;
            Person first = adaFirst ? game.ada() : game.ben();
            Person second = adaFirst ? game.ben() : game.ada();
            game.moves(first, round, moves[round - 1][adaFirst ? 0 : 1]);
            for (Person other : List.of(second, cy, eve)) {
                other.sees(
                        room,
                        match -> match.path("round").asInt() == now
                                && player(match, first).path("moved").asBoolean());
            }
            Person again = back(second);
            Person watching = spectator();
            for (Person other : List.of(second, again, cy, eve, watching)) {
                isToldNothingOpen(other, round - 1);
            }
            eve.close();
            eve = watching;
            game = adaFirst ? new Game(first, again, game.id(), room) : new Game(again, first, game.id(), room);
            game.moves(again, round, moves[round - 1][adaFirst ? 1 : 0]);
            first.sees(room, match -> match.path("last").path("round").asInt() == now);
        }

        JsonNode end = eve.sees(room, game::isOver);
        hasWon(end, game.ada(), "score");
        for (int round = 1; round <= moves.length; round++) {
            JsonNode shown = end.path("rounds").path(round - 1).path("moves");
            assertThat(shown.path(game.ada().id()).asString()).isEqualTo(moves[round - 1][0]);
            assertThat(shown.path(game.ben().id()).asString()).isEqualTo(moves[round - 1][1]);
        }
    }

    private Person spectator() {
        Person eve = arrives("Eve");
        eve.joins(room, "role", "spectator");
        return eve;
    }

    /** The same over another connection, which takes over. */
    private Person back(Person who) {
        Person again = player(Transport.WEBSOCKET, "Back", "resume", who.resumeToken());
        again.joins(room);
        return again;
    }

    /** In every frame so far, moves are those of closed rounds, where these are told; and nowhere else, in whatever way. */
    private static void isToldNothingOpen(Person who, int closed) {
        for (Frame frame : who.wire().frames().all(any -> true)) {
            String rest = frame.encode();
            if (frame.command().equals("MESSAGE")) {
                JsonNode body = frame.json().deepCopy();
                for (JsonNode match : body.findParents("rounds")) {
                    for (JsonNode round : match.path("rounds")) {
                        assertThat(round.path("round").asInt()).as(frame.body()).isLessThanOrEqualTo(closed);
                        assertThat(round.path("moves").size()).isEqualTo(2);
                    }
                    assertThat(match.path("last").path("round").asInt()).isLessThanOrEqualTo(closed);
                    ((ObjectNode) match).remove(List.of("rounds", "last"));
                }
                rest = frame.body(body.toString()).encode();
            }
            assertThat(rest.toLowerCase(Locale.ROOT)).doesNotContainPattern("rock|paper|scissors|✊|✋|✌");
        }
    }

    @Test
    void aMoveIsMadeOnceAndInItsRound() {
        Game game = game(3);
        game.moves(game.ada(), 1, "rock");
        refused(game, game.ada(), 1, "paper", "already_moved");
        refused(game, game.ben(), 0, "paper", "round_closed");
        refused(game, game.ben(), 2, "paper", "round_closed");
        refused(game, game.ben(), -1, "paper", "round_closed");
        game.moves(game.ben(), 1, "scissors");
        JsonNode closed = game.ada().sees(room, match -> match.has("last"));
        assertThat(closed.path("last").path("moves").path(game.ada().id()).asString())
                .as("what was refused changed nothing")
                .isEqualTo("rock");
        refused(game, game.ben(), 1, "paper", "round_closed");
        assertThat(game.round(2, "rock", "scissors").path("status").asString()).isEqualTo("over");
        refused(game, game.ben(), 2, "paper", "round_closed");
        refused(game, game.ada(), 3, "paper", "round_closed");
    }

    @Test
    void othersHaveNoSayInIt() {
        Game game = game(3);
        Person eve = player("Eve");
        eve.joins(room);
        for (String what : List.of("accept", "decline", "resign", "rematch")) {
            eve.sends("/app/rps/" + what, "match", game.id());
            eve.isRefused("not_your_match");
        }
        eve.sends("/app/rps/move", "match", game.id(), "round", 1, "move", "rock");
        eve.isRefused("not_your_match");
        for (String what : List.of("accept", "decline", "resign", "rematch")) {
            eve.sends("/app/rps/" + what, "match", "no-such-match");
            eve.isRefused("unknown_match");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "no json",
                "{\"match\":\"m\",\"round\":1}",
                "{\"match\":\"m\",\"move\":\"rock\"}",
                "{\"round\":1,\"move\":\"rock\"}",
                "{\"match\":\"m\",\"round\":1,\"move\":\"well\"}",
                "{\"match\":\"m\",\"round\":1,\"move\":\"ROCK\"}",
                "{\"match\":\"m\",\"round\":1,\"move\":0}",
                "{\"match\":\"m\",\"round\":1,\"move\":null}",
                "{\"match\":\"m\",\"round\":\"1\",\"move\":\"rock\"}",
                "{\"match\":\"m\",\"round\":1.5,\"move\":\"rock\"}",
                "{\"match\":5,\"round\":1,\"move\":\"rock\"}",
                "{\"match\":\"not an id\",\"round\":1,\"move\":\"rock\"}"
            })
    void whatIsNoMoveIsRefused(String body) {
        Person ada = player("Ada");
        ada.sendsBody("/app/rps/move", body);
        ada.isRefused("bad_request");
        ada.does("/app/rps/cancel");
    }

    @Test
    void whoeverGivesUpLoses() {
        Game game = game(5);
        game.round(1, "paper", "rock");
        game.ada().does("/app/rps/resign", "match", game.id());

        hasWon(game.end(), game.ben(), "resigned");
        game.ada().sends("/app/rps/resign", "match", game.id());
        game.ada().isRefused("round_closed");
    }

    @Test
    void bothHaveToWantARematch() {
        Game game = game(1);
        game.round(1, "paper", "rock");
        game.ada().does("/app/rps/rematch", "match", game.id());
        game.ada().does("/app/rps/rematch", "match", game.id());
        JsonNode asked = game.ben().sees(room, match -> !match.path("rematch").isEmpty());
        assertThat(asked.path("rematch").size()).isEqualTo(1);
        assertThat(asked.path("status").asString()).isEqualTo("over");

        game.ben().does("/app/rps/rematch", "match", game.id());
        JsonNode next =
                game.ada().sees(room, match -> !match.path("id").asString().equals(game.id()));
        assertThat(next.path("status").asString()).isEqualTo("playing");
        assertThat(score(next, game.ada())).isZero();
        Game again = new Game(game.ada(), game.ben(), next.path("id").asString(), room);
        hasWon(again.round(1, "paper", "scissors"), game.ben(), "score");
    }

    @Test
    void itIsOverOnceForEverybody() {
        Game game = game(1);
        Person cy = isHere("Cy");
        JsonNode end = game.round(1, "paper", "rock");
        JsonNode seen = cy.sees(room, game::isOver);
        assertThat(seen).isEqualTo(end);
        game.ada().sends("/app/rps/resign", "match", game.id());
        game.ben().sends("/app/rps/move", "match", game.id(), "round", 1, "move", "rock");
        game.ada().isRefused("round_closed");
        game.ben().isRefused("round_closed");
        cy.says(room, "That was it.");
        assertThat(cy.heard(room, "match").stream().filter(message -> game.isOver(message.path("match"))))
                .hasSize(1);
    }

    @Test
    void whoComesBackInTheMiddleOfARoundSeesItAndTheirMove() {
        Game game = game(3);
        game.round(1, "paper", "rock");
        game.moves(game.ada(), 2, "scissors");
        String token = game.ada().resumeToken();
        game.ada().vanishes();
        JsonNode away = game.ben()
                .sees(
                        room,
                        match -> !player(match, game.ada()).path("connected").asBoolean());
        assertThat(player(away, game.ada()).path("returnBy").asLong()).isPositive();

        Person back = player("Ada", "resume", token);
        JsonNode own = back.isTold("moved");
        assertThat(own.path("move").asString()).isEqualTo("scissors");
        assertThat(own.path("round").asInt()).isEqualTo(2);
        assertThat(back.isTold("matched").path("room").asString()).isEqualTo(room);
        JsonNode state = back.joins(room).path("matches").path(0);
        assertThat(state.path("id").asString()).isEqualTo(game.id());
        assertThat(player(state, back).path("moved").asBoolean()).isTrue();
        game.ben().sees(room, match -> player(match, back).path("connected").asBoolean());
        back.sends("/app/rps/move", "match", game.id(), "round", 2, "move", "rock");
        back.isRefused("already_moved");
        hasWon(new Game(back, game.ben(), game.id(), room).roundOfBen(2, "paper"), back, "score");
    }

    @Test
    void aLatecomerAndASpectatorSeeTheMatchInTheirWelcome() {
        Game game = game(3);
        JsonNode now = game.round(1, "paper", "rock");
        assertThat(isHere("Dee").heard(room, "welcome").get(0).path("matches").path(0))
                .isEqualTo(now);
        assertThat(arrives("Eve")
                        .joins(room, "role", "spectator")
                        .path("matches")
                        .path(0))
                .isEqualTo(now);
    }

    @Test
    void toLeaveTheRoomIsToBeAwayAndOneMayComeBack() {
        Game game = game(5);
        game.ada().leaves(room);
        game.ben()
                .sees(
                        room,
                        match -> !player(match, game.ada()).path("connected").asBoolean());
        game.ada().joins(room);
        game.ben()
                .sees(room, match -> player(match, game.ada()).path("connected").asBoolean());
        game.ada().does("/app/rps/resign", "match", game.id());

        hasWon(game.end(), game.ben(), "resigned");
    }

    private static void refused(Game game, Person who, int round, String move, String code) {
        String receipt =
                who.sendsForReceipt(Frame.of("SEND", "destination", "/app/rps/move", "content-type", "application/json")
                        .body(Body.of("match", game.id(), "round", round, "move", move)));
        assertThat(who.isRefused(code).path("destination").asString()).isEqualTo("/app/rps/move");
        assertThat(who.wire().frames().all(frame -> frame.header("receipt-id").equals(receipt)))
                .isEmpty();
    }

    /** Where a round is short. */
    @Nested
    class InAHurry extends Games {

        @Override
        ParlorServer server() {
            return ParlorServer.generous("parlor.rps.round=1s");
        }

        /** A slow machine may let a round pass before Ben's move is there: then he moves in the next, and wins that one. */
        @Test
        void whoLetsTheTimePassLosesTheRound() {
            Game game = game(1);
            JsonNode end = null;
            for (int round = 1;
                    end == null || !game.isOver(end);
                    round = end.path("round").asInt()) {
                int now = round;
                game.ben().sends("/app/rps/move", "match", game.id(), "round", round, "move", "rock");
                end = game.ben()
                        .sees(
                                room,
                                match -> game.isOver(match)
                                        || match.path("round").asInt() > now);
            }

            hasWon(end, game.ben(), "score");
            assertThat(end.path("last").path("moves").has(game.ada().id())).isFalse();
        }

        @Test
        void threeRoundsInWhichNobodyMovesEndIt() {
            Game game = game(5);
            JsonNode end = game.end();

            nobodyHasWon(end, "timeout");
            assertThat(end.path("round").asInt()).isEqualTo(3);
            assertThat(score(end, game.ada()) + score(end, game.ben())).isZero();
        }
    }

    /** Where nobody is waited for, and a round takes its time: what ends a match is that somebody is away. */
    @Nested
    class WhereOneIsSoonGone extends Games {

        @Override
        ParlorServer server() {
            return ParlorServer.generous("parlor.rps.grace=2s", "parlor.rps.round=60s");
        }

        @Test
        void whoIsAwayForTooLongLosesTheMatch() {
            Game game = game(5);
            game.ada().vanishes();
            JsonNode end = game.ben().sees(room, game::isOver);

            hasWon(end, game.ben(), "forfeit");
        }

        @Test
        void whoIsAwayTooDoesNotWin() {
            Person cy = isHere("Cy");
            Game game = game(5);
            game.ada().vanishes();
            game.ben().vanishes();

            nobodyHasWon(cy.sees(room, game::isOver), "forfeit");
        }
    }
}
