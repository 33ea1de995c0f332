package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.engine.Turn;
import dev.parlor.match.Match.Seat;
import dev.parlor.match.MatchLog.Entry;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Bot;
import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState.EndReason;
import dev.parlor.protocol.Participant;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.protocol.Throw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is true of all matches together: who plays waits nowhere else, nothing is lost, nothing stays. */
class MatchesTest {

    private static final RoomId TEA = new RoomId("tea");
    private static final BestOf ONE = new BestOf(1);
    private static final Rules RULES = new Rules(15_000, 10_000);
    private static final Matches.Times TIMES = new Matches.Times(5_000, 30_000, 3_600_000, 120_000, 30_000);

    /** A log that stores at once, unless it is full; what comes of an entry is the test's to say. */
    private static final class ListLog implements MatchLog {
        private final List<Entry> entries = new ArrayList<>();
        private final List<Match> stored = new ArrayList<>();
        private boolean full;
        private boolean slow;

        @Override
        public boolean offer(Entry entry) {
            if (full) {
                return false;
            }
            entries.add(entry);
            if (entry instanceof Entry.Changed changed && !slow) {
                changed.done().complete(null);
            }
            return true;
        }

        @Override
        public List<Match> unfinished() {
            return stored;
        }

        Match newest() {
            return changes().get(changes().size() - 1).match();
        }

        List<Entry.Changed> changes() {
            return entries.stream()
                    .filter(Entry.Changed.class::isInstance)
                    .map(Entry.Changed.class::cast)
                    .toList();
        }

        long ends() {
            return changes().stream()
                    .flatMap(change -> change.events().stream())
                    .filter(Event.Ended.class::isInstance)
                    .count();
        }
    }

    private final ListLog log = new ListLog();
    private final MatchQueue queue = new MatchQueue();
    private long now = 1_000_000;
    private int looks;

    @Test
    void whoPlaysIsRefusedAnotherMatch() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());

        isRefused(ErrorCode.BUSY, () -> matches.requireIdle(id("ada")));
        isRefused(ErrorCode.BUSY, () -> matches.challenge(TEA, ONE, seat("ada"), seat("cy")));
        isRefused(ErrorCode.BUSY, () -> matches.challenge(TEA, ONE, seat("cy"), seat("ben")));
    }

    @Test
    void whoBeginsToPlayTakesTheirOwnChallengeBackAndLeavesTheQueue() {
        Matches matches = matches(100);
        matches.challenge(TEA, ONE, seat("ada"), seat("cy"));
        MatchId open = log.newest().id();
        queue.enter(new MatchQueue.Ticket(id("ada"), id("ada"), "s", ONE, 1500, now));
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());

        assertThat(queue.size()).isZero();
        isRefused(ErrorCode.ROUND_CLOSED, () -> matches.carryOut(id("cy"), open, new Command.Accept(id("cy"))));
    }

    @Test
    void whoChallengesTheSameAgainAndAgainHasToWait() {
        Matches matches = matches(100);
        for (int i = 0; i < 5; i++) {
            matches.challenge(TEA, ONE, i == 1 ? tab("ada") : seat("ada"), seat("ben"));
            matches.carryOut(id("ben"), log.newest().id(), new Command.Decline(id("ben")));
        }
        isRefused(ErrorCode.RATE_LIMITED, () -> matches.challenge(TEA, ONE, seat("ada"), seat("ben")));
        isRefused(ErrorCode.RATE_LIMITED, () -> matches.challenge(TEA, ONE, tab("ada"), seat("ben")));
        matches.challenge(TEA, ONE, seat("ada"), seat("cy"));
        matches.challenge(TEA, ONE, seat("ben"), seat("ada"));
    }

    @Test
    void twoWhoChallengeEachOtherPlay() {
        Matches matches = matches(100);
        matches.challenge(TEA, ONE, seat("ada"), seat("ben"));
        matches.challenge(TEA, ONE, seat("ben"), seat("ada"));

        assertThat(log.newest().isPlaying()).isTrue();
        assertThat(log.newest().room()).isEqualTo(TEA);
    }

    @Test
    void anExpiredChallengeOfOnesOwnDoesNotBreakTheNextMatch() {
        Matches matches = matches(100);
        matches.challenge(TEA, ONE, seat("ada"), seat("cy"));
        now += 30_000; // Nobody has looked yet.
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());

        assertThat(log.newest().isPlaying()).isTrue();
        isRefused(ErrorCode.BUSY, () -> matches.requireIdle(id("ben")));
    }

    @Test
    void theClockIsLookedAtOnceForEachStep() {
        Matches matches = matches(100);
        matches.begin(new BestOf(5), List.of(seat("ada"), bot()), List.of());
        matches.inRoom(log.newest().room(), id("ada"), new Command.Come(participant("ada")));
        looks = 0;
        now += 20_000; // The first round is over, and the bot moves in the next.
        matches.tick();

        assertThat(log.newest().round()).isEqualTo(2);
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void itTicksAsLongAsThereIsAMatch() {
        int[] asked = new int[1];
        Matches matches = matches(100);
        matches.tickBy(() -> asked[0]++);
        assertThat(asked[0]).as("for matches from before").isEqualTo(1);
        matches.tick();
        assertThat(asked[0]).as("there are none").isEqualTo(1);

        matches.challenge(TEA, ONE, seat("ada"), seat("ben"));
        assertThat(asked[0]).isEqualTo(2);
        matches.tick();
        assertThat(asked[0]).isEqualTo(3);
        matches.carryOut(id("ben"), log.newest().id(), new Command.Decline(id("ben")));
        now += 200_000;
        matches.tick();
        asked[0] = 0;
        matches.tick();
        assertThat(asked[0]).as("it is forgotten").isZero();
    }

    @Test
    void botsMoveAsTheRoundBegins() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), bot()), List.of());

        assertThat(log.newest().openMove(bot().id())).isPresent();
        matches.inRoom(log.newest().room(), id("ada"), new Command.Come(participant("ada")));
        matches.carryOut(id("ada"), log.newest().id(), new Command.Resign(id("ada")));
        matches.carryOut(id("ada"), log.newest().id(), new Command.Rematch(id("ada")));
        assertThat(log.newest().isPlaying()).as("a bot is game for another").isTrue();
    }

    @Test
    void aFullServerRefusesAndKeepsNothing() {
        Matches matches = matches(1);
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());
        int kept = matches.size();

        assertThat(matches.isFull()).isTrue();
        isRefused(ErrorCode.UNAVAILABLE, () -> matches.begin(ONE, List.of(seat("cy"), bot()), List.of()));
        isRefused(ErrorCode.UNAVAILABLE, () -> matches.challenge(TEA, ONE, seat("cy"), seat("dee")));
        assertThat(matches.size()).isEqualTo(kept);

        matches.carryOut(id("ada"), log.newest().id(), new Command.Resign(id("ada")));
        Match over = over(matches, "ada", "ben");
        matches.begin(ONE, List.of(seat("cy"), seat("dee")), List.of());
        wantsRematch(matches, "ada", over);
        isRefused(ErrorCode.UNAVAILABLE, () -> wantsRematch(matches, "ben", over));
    }

    @Test
    void asLongAsResultsCanNotBeStoredThereAreOnlySoManyOfThem() {
        Matches matches = matches(10);
        log.slow = true;
        for (int i = 0; i <= 20; i++) {
            matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());
            matches.carryOut(id("ada"), log.newest().id(), new Command.Resign(id("ada")));
            matches.tick();
        }

        isRefused(ErrorCode.UNAVAILABLE, () -> matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of()));
    }

    @Test
    void onlyPlayersAreAskedWhetherTheyAreBusy() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());
        MatchId id = log.newest().id();

        isRefused(ErrorCode.NOT_YOUR_MATCH, () -> matches.carryOut(id("eve"), id, new Command.Accept(id("eve"))));
        isRefused(ErrorCode.NOT_YOUR_MATCH, () -> matches.carryOut(id("eve"), id, new Command.Rematch(id("eve"))));
        isRefused(ErrorCode.ROUND_CLOSED, () -> matches.carryOut(id("ada"), id, new Command.Rematch(id("ada"))));
    }

    @Test
    void aNameIsNoPresence() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());
        MatchTable table = new MatchTable(log.newest().room(), new MatchBoard(), matches);
        table.entered(participant("ada"));
        assertThat(awaySince("ada")).isNull();
        table.lost(id("ada"));
        table.changed(new Participant(id("ada"), new DisplayName("Ada II"), Color.of("ada"), 0));

        assertThat(awaySince("ada")).isEqualTo(now);
        assertThat(log.newest().seat(id("ada")).orElseThrow().name()).isEqualTo(new DisplayName("Ada II"));
    }

    @Test
    void whoHasGoneOrPlaysElsewhereWantsNoRematch() {
        Matches matches = matches(100);
        for (String how : List.of("loses", "leaves", "queues", "plays")) {
            Match over = over(matches, "ada", "ben");
            matches.carryOut(id("ada"), over.id(), new Command.Rematch(id("ada")));
            assertThat(wishes(over)).containsExactly(id("ada"));
            switch (how) {
                case "loses" -> matches.inRoom(over.room(), id("ada"), new Command.Lose(id("ada")));
                case "leaves" -> matches.inRoom(over.room(), id("ada"), new Command.Leave(id("ada")));
                case "queues" -> matches.withdraw(id("ada"));
                default -> over(matches, "ada", "cy");
            }
            assertThat(wishes(over)).as(how).isEmpty();
            if (how.equals("plays")) {
                isRefused(ErrorCode.ROUND_CLOSED, () -> wantsRematch(matches, "ben", over));
                isRefused(ErrorCode.ROUND_CLOSED, () -> wantsRematch(matches, "ada", over));
            } else {
                wantsRematch(matches, "ben", over);
            }
            assertThat(log.newest().isPlaying()).as(how).isFalse();
        }
    }

    @Test
    void aRematchIsForWhoIsStillThere() {
        Matches matches = matches(100);
        Match over = over(matches, "ada", "ben");
        matches.inRoom(over.room(), id("ada"), new Command.Leave(id("ada")));
        isRefused(ErrorCode.NOT_IN_ROOM, () -> wantsRematch(matches, "ada", over));
        matches.inRoom(over.room(), id("ada"), new Command.Come(participant("ada")));
        wantsRematch(matches, "ada", over);
        wantsRematch(matches, "ben", over);

        assertThat(log.newest().isPlaying()).isTrue();
    }

    @Test
    void whatIsOverIsToldAgainOnlyWhereThatSaysWhetherThereCanBeARematch() {
        Matches matches = matches(100);
        Match before = over(matches, "ada", "ben");
        Match last = over(matches, "ada", "ben", before.room());
        int told = log.entries.size();
        for (int i = 0; i < 10; i++) {
            Participant named = new Participant(id("ada"), new DisplayName("Ada " + i), Color.of("ada"), 0);
            matches.inRoom(before.room(), id("ada"), new Command.Rename(named));
        }
        assertThat(log.entries).as("names").hasSize(told);
        matches.inRoom(before.room(), id("ada"), new Command.Lose(id("ada")));
        matches.inRoom(before.room(), id("ada"), new Command.Leave(id("ada")));
        assertThat(log.entries).as("presence, of the last").hasSize(told + 1);
        assertThat(log.newest().id()).isEqualTo(last.id());

        matches.inRoom(before.room(), id("ada"), new Command.Come(participant("Ada II", "ada")));
        wantsRematch(matches, "ada", last);
        wantsRematch(matches, "ben", last);
        assertThat(log.newest().seat(id("ada")).orElseThrow().name()).isEqualTo(new DisplayName("Ada II"));
    }

    @Test
    void aRoomRemembersTheNewestMatchesAndNoChallengeThatCameToNothing() {
        Matches matches = matches(100);
        List<MatchId> over = new ArrayList<>();
        for (int i = 0; i < MatchBoard.SHOWN_OVER + 3; i++) {
            now++;
            over.add(over(matches, "ada" + i, "ben" + i, TEA).id());
        }
        matches.challenge(TEA, ONE, seat("ada"), seat("ben"));
        MatchId declined = log.newest().id();
        matches.carryOut(id("ben"), declined, new Command.Decline(id("ben")));
        matches.tick();

        assertThat(log.entries.stream()
                        .filter(Entry.Forgotten.class::isInstance)
                        .map(entry -> ((Entry.Forgotten) entry).id()))
                .containsExactlyInAnyOrder(over.get(0), over.get(1), over.get(2), declined);
        isRefused(ErrorCode.UNKNOWN_MATCH, () -> wantsRematch(matches, "ada0", over.get(0)));
        wantsRematch(matches, "ada3", over.get(3));
    }

    @Test
    void whatTheLogHasNoPlaceForIsOfferedAgainWithAllThatHappened() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());
        MatchId id = log.newest().id();
        log.full = true;
        assertThat(matches.carryOut(id("ada"), id, new Command.Resign(id("ada")))
                        .toCompletableFuture())
                .isCompletedExceptionally();
        matches.inRoom(log.newest().room(), id("ben"), new Command.Come(participant("ben")));
        assertThat(log.ends()).isZero();

        log.full = false;
        now += 1_000;
        matches.tick();
        assertThat(log.ends()).isEqualTo(1);
        now += 1_000;
        matches.tick();
        assertThat(log.ends()).isEqualTo(1);
    }

    @Test
    void aResultThatCouldNotBeStoredIsNotForgotten() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());
        log.slow = true; // It has the result, and is at it for long: there is no database.
        matches.carryOut(id("ada"), log.newest().id(), new Command.Resign(id("ada")));
        Entry.Changed ended = log.changes().get(log.changes().size() - 1);
        now += 120_000;
        matches.tick();
        matches.notStored(ended.match(), ended.events());
        ended.done().completeExceptionally(MatchLog.notStoredYet());
        log.slow = false;
        now += 1_000;
        matches.tick();

        assertThat(log.ends()).as("told to the log again").isEqualTo(2);
        matches.tick();
        assertThat(log.entries).contains(new Entry.Forgotten(ended.match().id()));
    }

    @Test
    void nothingStaysOfMatchesThatAreOverForAWhile() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), bot()), List.of(new Mind.Exchange(Throw.ROCK, Throw.ROCK)));
        matches.carryOut(id("ada"), log.newest().id(), new Command.Resign(id("ada")));
        matches.challenge(TEA, ONE, seat("ada"), seat("ben"));
        now += 30_000;
        matches.tick();
        assertThat(((Match.Phase.Over) log.newest().phase()).reason()).isEqualTo(EndReason.TIMEOUT);
        now += 120_000;
        matches.tick();

        assertThat(matches.size()).isZero();
    }

    @Test
    void whatWasPlayedWhenTheServerStoppedIsTakenUpAndEverybodyHasTimeToComeBack() {
        Matches before = matches(100);
        before.begin(new BestOf(3), List.of(seat("ada"), seat("ben")), List.of());
        before.inRoom(log.newest().room(), id("ada"), new Command.Come(participant("ada")));
        before.carryOut(id("ada"), log.newest().id(), new Command.Play(id("ada"), 1, Throw.ROCK));
        Match stood = log.newest();
        before.rest();
        before.inRoom(stood.room(), id("ada"), new Command.Leave(id("ada")));
        assertThat(log.newest())
                .as("whoever a stopping server cuts off has not gone")
                .isEqualTo(stood);

        log.stored.add(stood);
        now += 3_600_000;
        Matches after = matches(100);
        after.tick();
        assertThat(after.whereabouts(id("ada")))
                .containsExactly(
                        new ServerMessage.Matched(stood.id(), stood.room()),
                        new ServerMessage.Moved(stood.id(), 1, Throw.ROCK));
        now += 29_000;
        after.tick();
        assertThat(log.newest().isPlaying()).isTrue();
        after.inRoom(stood.room(), id("ada"), new Command.Come(participant("ada")));
        now += 2_000;
        after.tick();
        assertThat(((Match.Phase.Over) log.newest().phase()).winner()).isEqualTo(id("ada"));
    }

    @Test
    void theRoomOfAMatchIsThereAsLongAsTheMatch() {
        Matches matches = matches(100);
        matches.begin(ONE, List.of(seat("ada"), seat("ben")), List.of());
        RoomId room = log.newest().room();
        assertThat(matches.anyIn(room).map(MatchTable::room))
                .hasValueSatisfying(made -> assertThat(made.name()).isEqualTo("ada – ben"));
        matches.carryOut(id("ada"), log.newest().id(), new Command.Resign(id("ada")));
        now += 120_000;
        matches.tick();

        assertThat(matches.anyIn(room)).isEmpty();
    }

    /** Two play in a room of their own, and both are there at the end. */
    private Match over(Matches matches, String one, String other) {
        matches.begin(ONE, List.of(seat(one), seat(other)), List.of());
        Match begun = log.newest();
        matches.inRoom(begun.room(), id(one), new Command.Come(participant(one)));
        matches.inRoom(begun.room(), id(other), new Command.Come(participant(other)));
        matches.carryOut(id(one), begun.id(), new Command.Resign(id(one)));
        return log.newest();
    }

    /** Two play by a challenge. */
    private Match over(Matches matches, String one, String other, RoomId room) {
        matches.challenge(room, ONE, seat(one), seat(other));
        MatchId id = log.newest().id();
        matches.carryOut(id(other), id, new Command.Accept(id(other)));
        matches.carryOut(id(one), id, new Command.Resign(id(one)));
        return log.newest();
    }

    private void wantsRematch(Matches matches, String who, Match of) {
        wantsRematch(matches, who, of.id());
    }

    private void wantsRematch(Matches matches, String who, MatchId of) {
        matches.carryOut(id(who), of, new Command.Rematch(id(who)));
    }

    /** Who would play this match again, as it was told last. */
    private List<ParticipantId> wishes(Match of) {
        List<Match> told = log.changes().stream()
                .map(Entry.Changed::match)
                .filter(match -> match.id().equals(of.id()))
                .toList();
        return ((Match.Phase.Over) told.get(told.size() - 1).phase()).rematch();
    }

    private Long awaySince(String who) {
        return log.newest().seat(id(who)).orElseThrow().awaySince();
    }

    private Matches matches(int max) {
        return new Matches(
                new Turn(),
                queue,
                log,
                RULES,
                TIMES,
                max,
                () -> {
                    looks++;
                    return Instant.ofEpochMilli(now);
                },
                new Random(1));
    }

    private static void isRefused(ErrorCode code, Runnable what) {
        assertThatThrownBy(what::run)
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(code));
    }

    private static ParticipantId id(String name) {
        return new ParticipantId(name);
    }

    private static Participant participant(String name) {
        return participant(name, name);
    }

    private static Participant participant(String name, String id) {
        return new Participant(id(id), new DisplayName(name), Color.of(name), 0);
    }

    private static Seat seat(String name) {
        return Seat.of(participant(name), id(name));
    }

    /** The same player as another participant. */
    private static Seat tab(String player) {
        return Seat.of(participant(player, player + "-2"), id(player));
    }

    private static Seat bot() {
        return new Seat(
                id("bot-learner"), id("bot-learner"), new DisplayName("Sage"), Color.of("Sage"), Bot.LEARNER, 0, null);
    }
}
