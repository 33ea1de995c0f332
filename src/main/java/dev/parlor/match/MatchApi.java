package dev.parlor.match;

import dev.parlor.match.Results.PlayerRecord;
import dev.parlor.match.Results.Standing;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.room.Insiders;
import dev.parlor.room.Rooms;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/rps")
class MatchApi {

    private static final int BEST = 100;
    private static final int TO_WATCH = 50;

    private final MatchBoard board;
    private final Results results;
    private final Rooms rooms;
    private final Insiders insiders;

    MatchApi(MatchBoard board, Results results, Rooms rooms, Insiders insiders) {
        this.board = board;
        this.results = results;
        this.rooms = rooms;
        this.insiders = insiders;
    }

    @GetMapping("/leaderboard")
    List<Standing> leaderboard() {
        return results.leaderboard(BEST);
    }

    /** What is played now, where anybody may watch. */
    @GetMapping("/matches")
    List<MatchState> matches() {
        return board.playing().stream()
                .filter(match -> !rooms.isLocked(match.room()))
                .limit(TO_WATCH)
                .toList();
    }

    /** A match, played or over. That of a locked room is for those who are in it, who show their resume token. */
    @GetMapping("/matches/{id}")
    MatchState match(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization) {
        MatchId match = new MatchId(id);
        MatchState found = board.find(match)
                .or(() -> results.match(match))
                .orElseThrow(() -> new Refused(ErrorCode.UNKNOWN_MATCH, "There is no match " + match + "."));
        insiders.check(found.room(), authorization);
        return found;
    }

    @GetMapping("/players/{id}")
    PlayerRecord player(@PathVariable String id) {
        ParticipantId player = new ParticipantId(id);
        return results.player(player)
                .orElseThrow(() -> new Refused(ErrorCode.UNKNOWN_MATCH, player + " has played no match."));
    }
}
