package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parlor.match.Match.Phase;
import dev.parlor.match.Match.Seat;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Bot;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.Json;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.MatchState.EndReason;
import dev.parlor.protocol.MatchState.RatingChange;
import dev.parlor.protocol.MatchState.Round;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Throw;
import dev.parlor.testing.FreshDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What a match log and the results promise, on each database that Parlor runs on. */
@ParameterizedClass
@EnumSource
class JdbcMatchLogIT {

    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final ParticipantId BEN = new ParticipantId("ben");

    private record Told(Match match, @Nullable Map<ParticipantId, RatingChange> ratings) {}

    private final FreshDatabase kind;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<MatchId> forgotten = new CopyOnWriteArrayList<>();
    private final List<Match> notStored = new CopyOnWriteArrayList<>();
    private DataSource database;
    private JdbcMatchLog log;
    private Results results;
    private volatile Runnable listener = () -> {};

    JdbcMatchLogIT(FreshDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open();
        log = connect();
        results = new JdbcResults(JdbcClient.create(database), json());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aMatchIsTakenUpAsItStoodOpenMovesAndAll() {
        Match waiting = match("w", ADA, BEN).with(new Phase.Waiting(1234));
        Match playing = match("p", ADA, BEN)
                .closed(new Round(1, Map.of(ADA, Throw.PAPER, BEN, Throw.ROCK), ADA))
                .with(new Phase.Playing(2, 99, Map.of(BEN, Throw.SCISSORS), 0));
        Match away = match("a", ADA, BEN);
        away = away.with(away.seats().get(0).away(77L));
        save(waiting);
        save(playing);
        save(away);

        try (JdbcMatchLog again = connect()) {
            assertThat(again.unfinished()).containsExactlyInAnyOrder(waiting, playing, away);
        }
    }

    @Test
    void onlyTheNewestStateOfAMatchIsKeptAndAllAreToldInOrder() {
        Match match = match("m", ADA, BEN);
        List<Match> states = new ArrayList<>();
        for (int deadline = 0; deadline < 500; deadline++) {
            states.add(match.with(new Phase.Playing(1, deadline, Map.of(), 0)));
        }
        List<CompletableFuture<Void>> saved =
                states.stream().map(state -> offer(state)).toList();
        saved.forEach(CompletableFuture::join);

        assertThat(told).extracting(Told::match).containsExactlyElementsOf(states);
        assertThat(log.unfinished()).containsExactly(states.get(499));
    }

    @Test
    void aResultIsWrittenOnceHoweverOftenItComes() {
        Match over = over("m", ADA, BEN, ADA);
        save(over, ended(over));
        save(over, ended(over));

        assertThat(results.leaderboard(10)).extracting(Results.Standing::won).containsExactly(1, 0);
        assertThat(told)
                .extracting(Told::ratings)
                .containsOnly(Map.of(ADA, new RatingChange(1500, 1516), BEN, new RatingChange(1500, 1484)));
        assertThat(log.unfinished()).isEmpty();
    }

    @Test
    void whatIsOverHasAResultWhicheverChangeTellsOfIt() {
        Match over = over("m", ADA, BEN, ADA);
        save(match("m", ADA, BEN));
        save(over);

        assertThat(results.match(over.id())).isPresent();
        assertThat(told.get(0).ratings()).isNull();
        assertThat(told.get(1).ratings()).containsOnlyKeys(ADA, BEN);
    }

    @Test
    void theRoomThatWasMadeForAMatchIsKnownByItsNewest() {
        RoomId own = new RoomId("rps-own");
        save(in(own, true, over("m1", ADA, BEN, ADA)));
        save(in(own, true, over("m2", BEN, ADA, ADA)));
        save(in(new RoomId("rps-others"), false, over("m3", ADA, BEN, ADA)));

        assertThat(results.newestIn(own).map(MatchState::id)).contains(new MatchId("m2"));
        assertThat(results.newestIn(new RoomId("rps-others"))).isEmpty();
        assertThat(results.newestIn(new RoomId("rps-none"))).isEmpty();
    }

    private static Match in(RoomId room, boolean own, Match match) {
        return new Match(match.id(), room, own, match.bestOf(), match.seats(), match.rounds(), match.phase());
    }

    @Test
    void soManyWaitToBeStoredAndNoMore() {
        CompletableFuture<Void> mayTell = new CompletableFuture<>();
        listener = mayTell::join;
        Match match = match("m", ADA, BEN);
        offer(match);
        await().until(() -> told.size() == 1); // The writer is at it, and takes nothing more.
        for (int i = 0; i < JdbcMatchLog.MAX_WAITING; i++) {
            offer(match);
        }

        assertThat(log.offer(new MatchLog.Entry.Changed(match, List.of(), new CompletableFuture<>())))
                .isFalse();
        mayTell.complete(null);
    }

    @Test
    void whatOneWinsTheOtherLoses() {
        for (int i = 0; i < 100; i++) {
            ParticipantId first = new ParticipantId("p" + i % 7);
            ParticipantId second = new ParticipantId("p" + (i * 5 + 1) % 7);
            if (!first.equals(second)) {
                Match over = over("m" + i, first, second, i % 3 == 0 ? second : first);
                save(over, ended(over));
            }
        }

        List<Results.Standing> best = results.leaderboard(100);
        assertThat(best.stream().mapToInt(Results.Standing::rating).sum()).isEqualTo(1500 * best.size());
        assertThat(best).extracting(Results.Standing::rating).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void botsAndOnesOwnTabsAreNotRated() {
        Match own = over("own", ADA, new ParticipantId("ada-2"), ADA);
        own = own.with(
                new Seat(new ParticipantId("ada-2"), ADA, new DisplayName("Ada"), Color.of("Ada"), null, 0, null));
        Match bot = over("bot", ADA, new ParticipantId("bot-learner"), ADA);
        bot = bot.with(new Seat(
                new ParticipantId("bot-learner"),
                new ParticipantId("bot-learner"),
                new DisplayName("Sage"),
                Color.of("Sage"),
                Bot.LEARNER,
                0,
                null));
        save(own, ended(own));
        save(bot, ended(bot));

        assertThat(told).extracting(Told::ratings).containsOnlyNulls();
        assertThat(results.leaderboard(10)).isEmpty();
        assertThat(results.player(ADA)).hasValueSatisfying(ada -> {
            assertThat(ada.rating()).isEqualTo(1500);
            assertThat(ada.rank()).isNull();
            assertThat(ada.matches())
                    .hasSize(2)
                    .extracting(Results.Played::ratingAfter)
                    .containsOnlyNulls();
        });
        assertThat(results.player(new ParticipantId("bot-learner"))).isEmpty();
    }

    @Test
    void aPlayersHistoryIsTheirsNewestFirst() {
        Match lost = over("m1", ADA, BEN, BEN);
        Match won = over("m2", BEN, ADA, ADA);
        save(lost, ended(lost));
        save(won, ended(won));

        assertThat(results.player(ADA)).hasValueSatisfying(ada -> {
            assertThat(ada.matches()).extracting(Results.Played::won).containsExactly(true, false);
            assertThat(ada.matches().get(0).opponent().name()).isEqualTo(new DisplayName("ben"));
            assertThat(ada.matches().get(1).ratingAfter()).isEqualTo(1484);
            assertThat(ada.won()).isEqualTo(1);
            assertThat(ada.lost()).isEqualTo(1);
        });
        assertThat(results.match(new MatchId("m1"))).hasValueSatisfying(match -> {
            assertThat(match.winner()).isEqualTo(BEN);
            assertThat(match.ratings()).containsKeys(ADA, BEN);
        });
        assertThat(results.player(new ParticipantId("nobody"))).isEmpty();
        assertThat(results.exchanges(ADA)).hasSize(2);
    }

    @Test
    void aDatabaseThatIsGoneIsToldAndNothingIsLostThatIsOfferedAgain() {
        Match over = over("m", ADA, BEN, ADA);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        jdbc.execute("alter table finished_match rename to gone");
        assertThatThrownBy(() -> save(over, ended(over)))
                .cause()
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(notStored).containsExactly(over);
        assertThat(told).as("what is not stored is not told").isEmpty();

        jdbc.execute("alter table gone rename to finished_match");
        save(over, ended(over));
        assertThat(results.match(over.id())).isPresent();
        assertThat(results.leaderboard(10)).hasSize(2);
    }

    @Test
    void whatIsForgottenIsForgottenAfterWhatCameBefore() {
        Match match = match("m", ADA, BEN);
        CompletableFuture<Void> saved = offer(match);
        assertThat(log.offer(new MatchLog.Entry.Forgotten(match.id()))).isTrue();
        saved.join();
        log.close();

        assertThat(told).hasSize(1);
        assertThat(forgotten).containsExactly(match.id());
    }

    private void save(Match match, Event... events) {
        offer(match, events).join();
    }

    private CompletableFuture<Void> offer(Match match, Event... events) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        assertThat(log.offer(new MatchLog.Entry.Changed(match, List.of(events), done)))
                .isTrue();
        return done;
    }

    private JdbcMatchLog connect() {
        MatchLog.Teller teller = new MatchLog.Teller() {
            @Override
            public void tell(Match match, List<Event> events, @Nullable Map<ParticipantId, RatingChange> ratings) {
                told.add(new Told(match, ratings));
                listener.run();
            }

            @Override
            public void forget(MatchId id) {
                forgotten.add(id);
            }
        };
        JdbcMatchLog opened = new JdbcMatchLog(
                JdbcClient.create(database),
                new TransactionTemplate(new JdbcTransactionManager(database)),
                json(),
                new JdbcResults(JdbcClient.create(database), json()),
                teller);
        opened.whenNotStored((match, events) -> notStored.add(match));
        return opened;
    }

    private static JsonMapper json() {
        JsonMapper.Builder builder = JsonMapper.builder();
        Json.strict(builder);
        return builder.build();
    }

    private static Event ended(Match match) {
        Phase.Over over = (Phase.Over) match.phase();
        return new Event.Ended(over.winner(), over.reason());
    }

    private static Match over(String id, ParticipantId first, ParticipantId second, ParticipantId winner) {
        return match(id, first, second)
                .closed(new Round(1, Map.of(first, Throw.PAPER, second, Throw.ROCK), winner))
                .with(new Phase.Over(
                        1, winner, EndReason.SCORE, Integer.parseInt("0" + id.replaceAll("\\D", "")), List.of()));
    }

    private static Match match(String id, ParticipantId first, ParticipantId second) {
        return new Match(
                new MatchId(id),
                new RoomId("tea"),
                false,
                new BestOf(1),
                List.of(seat(first), seat(second)),
                List.of(),
                new Phase.Playing(1, 15_000, Map.of(), 0));
    }

    private static Seat seat(ParticipantId who) {
        DisplayName name = new DisplayName(who.value());
        return new Seat(who, who, name, Color.of(name.value()), null, 0, null);
    }
}
