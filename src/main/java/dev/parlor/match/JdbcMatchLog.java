package dev.parlor.match;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parlor.engine.GroupCommit;
import dev.parlor.match.Match.Seat;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.RatingChange;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Matches as rows, written by one thread in groups: what came while the last group was made durable is the next one. */
final class JdbcMatchLog implements MatchLog, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JdbcMatchLog.class);
    private static final int MAX_GROUP = 500;
    /** How many changes may wait to be stored. */
    static final int MAX_WAITING = 10_000;

    /** A match's phase is one of several: its name is stored with it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    private interface Named {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Results results;
    private final Teller teller;
    private final GroupCommit<Entry> writer;
    private volatile BiConsumer<Match, List<Event>> whenNotStored = (match, events) -> {};

    JdbcMatchLog(JdbcClient jdbc, TransactionTemplate transactions, JsonMapper json, Results results, Teller teller) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json.rebuild().addMixIn(Match.Phase.class, Named.class).build();
        this.results = results;
        this.teller = teller;
        this.writer = new GroupCommit<>("parlor-match-log", MAX_WAITING, MAX_GROUP, this::write);
    }

    /** Calls back, on the writer's thread, when a change could not be stored. */
    void whenNotStored(BiConsumer<Match, List<Event>> listener) {
        whenNotStored = listener;
    }

    @Override
    public boolean offer(Entry entry) {
        return writer.offer(entry);
    }

    @Override
    public List<Match> unfinished() {
        return jdbc
                .sql("select id, state from live_match")
                .query((row, number) -> read(row.getString("id"), row.getString("state")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void close() {
        writer.close();
    }

    private Optional<Match> read(String id, String state) {
        try {
            return Optional.of(json.readValue(state, Match.class));
        } catch (JacksonException | Refused older) {
            // Without its state: there are open moves in it.
            log.warn("Match {} is of a version that can't be taken up: it is void", id);
            jdbc.sql("delete from live_match where id = ?").param(id).update();
            return Optional.empty();
        }
    }

    private void write(List<Entry> group) {
        Map<MatchId, Map<ParticipantId, RatingChange>> ratings;
        try {
            ratings = transactions.execute(status -> store(group));
        } catch (RuntimeException failure) {
            notStored(group, failure);
            return;
        }
        for (Entry entry : group) {
            tell(entry, ratings == null ? Map.of() : ratings);
        }
    }

    private void notStored(List<Entry> group, RuntimeException failure) {
        boolean unreachable =
                failure instanceof TransactionException || failure instanceof DataAccessResourceFailureException;
        if (group.size() > 1 && !unreachable) {
            // One bad match must not take the others along.
            group.forEach(entry -> write(List.of(entry)));
            return;
        }
        log.error("{} changes of matches could not be stored", group.size(), failure);
        for (Entry entry : group) {
            if (entry instanceof Entry.Changed changed) {
                whenNotStored.accept(changed.match(), changed.events());
                changed.done().completeExceptionally(MatchLog.notStoredYet());
            } else {
                tell(entry, Map.of()); // To be forgotten needs no database.
            }
        }
    }

    private void tell(Entry entry, Map<MatchId, Map<ParticipantId, RatingChange>> ratings) {
        if (entry instanceof Entry.Changed changed) {
            try {
                Match match = changed.match();
                teller.tell(match, changed.events(), match.isOver() ? ratings.get(match.id()) : null);
            } catch (RuntimeException failure) {
                log.error("Match {} could not be told", changed.match().id(), failure);
            }
            changed.done().complete(null);
        } else if (entry instanceof Entry.Forgotten forgotten) {
            teller.forget(forgotten.id());
        }
    }

    /** Of each match the newest state, and each result once. Returns the ratings of those that were rated. */
    private Map<MatchId, Map<ParticipantId, RatingChange>> store(List<Entry> group) {
        Map<MatchId, Match> newest = new LinkedHashMap<>();
        Map<MatchId, Map<ParticipantId, RatingChange>> ratings = new HashMap<>();
        for (Entry entry : group) {
            if (entry instanceof Entry.Changed changed) {
                newest.put(changed.match().id(), changed.match());
            }
        }
        newest.values().forEach(match -> {
            if (match.isOver() && isWorthAResult(match)) {
                finish(match).ifPresent(rated -> ratings.put(match.id(), rated));
            }
            jdbc.sql("delete from live_match where id = ?")
                    .param(match.id().value())
                    .update();
            if (!match.isOver()) {
                jdbc.sql("insert into live_match (id, state) values (?, ?)")
                        .params(match.id().value(), json.writeValueAsString(match))
                        .update();
            }
        });
        return ratings;
    }

    /** A challenge that came to nothing is none; nor is a bot that one has looked at and left. */
    private static boolean isWorthAResult(Match match) {
        boolean withBot = match.seats().stream().anyMatch(seat -> seat.bot() != null);
        return match.wasPlayed() && !(withBot && match.rounds().isEmpty());
    }

    /** Writes a result, unless it is there. Returns what it did to the ratings. */
    private Optional<Map<ParticipantId, RatingChange>> finish(Match match) {
        Optional<MatchState> known = jdbc.sql("select state from finished_match where id = ?")
                .param(match.id().value())
                .query(String.class)
                .optional()
                .map(state -> json.readValue(state, MatchState.class));
        if (known.isPresent()) {
            return Optional.ofNullable(known.get().ratings());
        }
        Map<ParticipantId, RatingChange> ratings = rate(match);
        MatchState state = match.result(ratings);
        jdbc.sql("insert into finished_match (id, first_player, second_player, ended_at, own_room, state)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .param(match.id().value())
                .param(match.seats().get(0).player().value())
                .param(match.seats().get(1).player().value())
                .param(((Match.Phase.Over) match.phase()).endedAt())
                .param(match.ownRoom() ? match.room().value() : null)
                .param(json.writeValueAsString(state))
                .update();
        return Optional.ofNullable(ratings);
    }

    private @Nullable Map<ParticipantId, RatingChange> rate(Match match) {
        Seat first = match.seats().get(0);
        Seat second = match.seats().get(1);
        boolean countsAtAll =
                first.bot() == null && second.bot() == null && !first.player().equals(second.player());
        ParticipantId winner = match.phase() instanceof Match.Phase.Over over ? over.winner() : null;
        int ratingOfFirst = results.rating(first.player());
        int ratingOfSecond = results.rating(second.player());
        if (!countsAtAll || winner == null) {
            keep(first, ratingOfFirst, "drawn", countsAtAll);
            keep(second, ratingOfSecond, "drawn", countsAtAll);
            return null;
        }
        boolean firstWon = winner.equals(first.id());
        RatingChange ofFirst =
                firstWon ? Elo.won(ratingOfFirst, ratingOfSecond) : Elo.lost(ratingOfFirst, ratingOfSecond);
        RatingChange ofSecond =
                firstWon ? Elo.lost(ratingOfSecond, ratingOfFirst) : Elo.won(ratingOfSecond, ratingOfFirst);
        keep(first, ofFirst.after(), firstWon ? "won" : "lost", true);
        keep(second, ofSecond.after(), firstWon ? "lost" : "won", true);
        return Map.of(first.id(), ofFirst, second.id(), ofSecond);
    }

    private void keep(Seat seat, int rating, String count, boolean counts) {
        if (seat.bot() != null) {
            return;
        }
        int added = counts ? 1 : 0;
        int updated = jdbc.sql("update player set name = ?, color = ?, rating = ?, " + count + " = " + count
                        + " + ? where id = ?")
                .params(
                        seat.name().value(),
                        seat.color().value(),
                        rating,
                        added,
                        seat.player().value())
                .update();
        if (updated == 0) {
            jdbc.sql("insert into player (id, name, color, rating, won, lost, drawn) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            seat.player().value(),
                            seat.name().value(),
                            seat.color().value(),
                            rating,
                            count.equals("won") ? added : 0,
                            count.equals("lost") ? added : 0,
                            count.equals("drawn") ? added : 0)
                    .update();
        }
    }
}
