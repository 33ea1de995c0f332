package dev.parlor.match;

import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.Player;
import dev.parlor.protocol.MatchState.RatingChange;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.RoomId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

final class JdbcResults implements Results {

    /** How many matches of somebody are shown. */
    private static final int SHOWN = 50;
    /** How many matches a bot looks back on. */
    private static final int STUDIED = 20;

    private static final String RATED = "won + lost + drawn > 0";

    private record Finished(MatchState state, long endedAt) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcResults(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public int rating(ParticipantId player) {
        return jdbc.sql("select rating from player where id = ?")
                .param(player.value())
                .query(Integer.class)
                .optional()
                .orElse(Elo.START);
    }

    @Override
    public List<Standing> leaderboard(int limit) {
        List<Standing> best = new ArrayList<>();
        jdbc.sql("select id, name, color, rating, won, lost, drawn from player where " + RATED
                        + " order by rating desc, won desc, id limit ?")
                .param(limit)
                .query((row, number) -> {
                    Standing above = best.isEmpty() ? null : best.get(best.size() - 1);
                    int rating = row.getInt("rating");
                    int rank = above != null && above.rating() == rating ? above.rank() : best.size() + 1;
                    return best.add(standing(row, rank));
                })
                .list();
        return best;
    }

    @Override
    public Optional<PlayerRecord> player(ParticipantId player) {
        return jdbc.sql("select id, name, color, rating, won, lost, drawn from player where id = ?")
                .param(player.value())
                .query((row, number) -> standing(row, 0))
                .optional()
                .map(found -> new PlayerRecord(
                        player,
                        found.name(),
                        found.color(),
                        found.rating(),
                        found.won(),
                        found.lost(),
                        found.drawn(),
                        found.won() + found.lost() + found.drawn() > 0 ? rank(found.rating()) : null,
                        newest(player, SHOWN).stream()
                                .map(match -> played(player, match))
                                .toList()));
    }

    @Override
    public Optional<MatchState> match(MatchId id) {
        return jdbc.sql("select state from finished_match where id = ?")
                .param(id.value())
                .query(String.class)
                .optional()
                .map(this::read);
    }

    @Override
    public Optional<MatchState> newestIn(RoomId ownRoom) {
        return jdbc.sql("select state from finished_match where own_room = ? order by ended_at desc limit 1")
                .param(ownRoom.value())
                .query(String.class)
                .optional()
                .map(this::read);
    }

    @Override
    public List<Mind.Exchange> exchanges(ParticipantId player) {
        List<Finished> newest = new ArrayList<>(newest(player, STUDIED));
        Collections.reverse(newest);
        return newest.stream()
                .flatMap(match -> Mind.exchanges(
                        match.state.rounds(), seat(player, match.state).id()))
                .toList();
    }

    private int rank(int rating) {
        return 1
                + jdbc.sql("select count(*) from player where rating > ? and " + RATED)
                        .param(rating)
                        .query(Integer.class)
                        .single();
    }

    private List<Finished> newest(ParticipantId player, int limit) {
        // Two questions, each with an index of its own: asked for one "or" the other, a database may read the whole
        // table.
        return jdbc.sql("select id, state, ended_at from (select * from finished_match where first_player = ?"
                        + " order by ended_at desc limit ?) as came_first union all select id, state, ended_at from"
                        + " (select * from finished_match where second_player = ? and first_player <> ?"
                        + " order by ended_at desc limit ?) as came_second order by ended_at desc, id limit ?")
                .params(player.value(), limit, player.value(), player.value(), limit, limit)
                .query((row, number) -> new Finished(read(row.getString("state")), row.getLong("ended_at")))
                .list();
    }

    private static Played played(ParticipantId player, Finished match) {
        MatchState state = match.state;
        Player own = seat(player, state);
        Player other = state.players().get(state.players().indexOf(own) == 0 ? 1 : 0);
        Map<ParticipantId, RatingChange> ratings = state.ratings();
        RatingChange change = ratings == null ? null : ratings.get(own.id());
        return new Played(
                state.id(),
                state.bestOf(),
                new Opponent(other.player(), other.name(), other.color(), other.bot()),
                state.winner() == null ? null : Boolean.valueOf(own.id().equals(state.winner())),
                own.score(),
                other.score(),
                Objects.requireNonNull(state.reason()),
                change == null ? null : Integer.valueOf(change.before()),
                change == null ? null : Integer.valueOf(change.after()),
                match.endedAt);
    }

    private static Player seat(ParticipantId player, MatchState state) {
        return state.players().stream()
                .filter(seat -> seat.player().equals(player))
                .findFirst()
                .orElseThrow();
    }

    private MatchState read(String state) {
        return json.readValue(state, MatchState.class);
    }

    private static Standing standing(ResultSet row, int rank) throws SQLException {
        return new Standing(
                rank,
                new ParticipantId(row.getString("id")),
                new DisplayName(row.getString("name")),
                new Color(row.getString("color")),
                row.getInt("rating"),
                row.getInt("won"),
                row.getInt("lost"),
                row.getInt("drawn"));
    }
}
