package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.engine.Ticker;
import dev.parlor.engine.Turn;
import dev.parlor.presence.Presence;
import dev.parlor.presence.Presences;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.Bot;
import dev.parlor.protocol.ClientMessage.EnterQueue;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.MatchId;
import dev.parlor.protocol.MatchState;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.protocol.ServerMessage.Queued;
import dev.parlor.room.Publisher;
import dev.parlor.room.Snapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nobody is lost between the queue and a match, nobody is in it twice, and who waits hears of it in good time. */
class MatchMakingTest {

    private static final BestOf ONE = new BestOf(1);
    private static final long OFFER_AFTER = 10_000;

    private record Told(ParticipantId to, Queued what) {}

    private final Turn turn = new Turn();
    private final MatchQueue queue = new MatchQueue();
    private final Ticker ticker = new Ticker(failure -> {});
    private final Presence presence = Presences.empty(ticker);
    private Runnable beforeItIsTold = () -> {};

    {
        presence.whenSessionEnds(who -> beforeItIsTold.run());
    }

    private final List<Match> begun = new ArrayList<>();
    private final List<Told> told = new ArrayList<>();
    private int asked;
    private long now = 1_000_000;

    private final MatchLog log = new MatchLog() {
        @Override
        public boolean offer(Entry entry) {
            if (entry instanceof Entry.Changed changed) {
                if (changed.events().contains(new Event.Began())) {
                    begun.add(changed.match());
                }
                changed.done().complete(null);
            }
            return true;
        }

        @Override
        public List<Match> unfinished() {
            return List.of();
        }
    };

    private final Results results = new Results() {
        @Override
        public int rating(ParticipantId player) {
            asked++;
            return Elo.START;
        }

        @Override
        public List<Mind.Exchange> exchanges(ParticipantId player) {
            asked++;
            return List.of();
        }

        @Override
        public List<Standing> leaderboard(int limit) {
            return List.of();
        }

        @Override
        public Optional<PlayerRecord> player(ParticipantId player) {
            return Optional.empty();
        }

        @Override
        public Optional<MatchState> match(MatchId id) {
            return Optional.empty();
        }

        @Override
        public Optional<MatchState> newestIn(RoomId ownRoom) {
            return Optional.empty();
        }
    };

    private final Publisher publisher = new Publisher() {
        @Override
        public void publish(RoomId room, List<? extends ServerMessage> messages) {}

        @Override
        public void publish(RoomId room, Snapshot snapshot) {}

        @Override
        public void tell(ParticipantId to, String name, ServerMessage message) {
            if (message instanceof Queued queued) {
                told.add(new Told(to, queued));
            }
        }

        @Override
        public void together(Runnable work) {
            work.run();
        }
    };

    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final Matches matches = new Matches(
            turn,
            queue,
            log,
            new Rules(15_000, 10_000),
            new Matches.Times(5_000, 30_000, 10_000, 120_000, 30_000),
            1,
            clock,
            new Random(1));
    private final MatchMaking making = new MatchMaking(
            turn,
            queue,
            matches,
            results,
            presence,
            () -> {
                throw new AssertionError("No room is asked");
            },
            publisher,
            OFFER_AFTER,
            4,
            clock);

    @AfterEach
    void stop() {
        ticker.close();
    }

    @Test
    void whoWaitsWhileTheServerIsFullWaitsOn() {
        ParticipantId alone = comes();
        making.enter(alone, new EnterQueue(ONE, Bot.BEGINNER));
        List<ParticipantId> four = List.of(comes(), comes(), comes(), comes());
        four.forEach(who -> making.enter(who, new EnterQueue(ONE, null)));
        assertThat(queue.size()).isEqualTo(4);

        resigns(alone);
        making.tick();
        assertThat(players()).containsExactly(four.get(0), four.get(1));
        assertThat(queue.size()).isEqualTo(2);
        resigns(four.get(0));
        making.tick();
        assertThat(players()).containsExactly(four.get(2), four.get(3));
        assertThat(queue.size()).isZero();
    }

    @Test
    void itTicksAsLongAsSomebodyWaits() {
        int[] asked = new int[1];
        making.tickBy(() -> asked[0]++);
        making.tick();
        assertThat(asked[0]).isZero();

        ParticipantId ada = comes();
        making.enter(ada, new EnterQueue(ONE, null));
        assertThat(asked[0]).isEqualTo(1);
        making.tick();
        assertThat(asked[0]).isEqualTo(2);
        making.leave(ada);
        making.tick();
        assertThat(asked[0]).as("what she was told is forgotten").isEqualTo(3);
        making.tick();
        assertThat(asked[0]).isEqualTo(3);
    }

    @Test
    void whoFindsSomebodyWhoIsGoneWaitsOn() {
        ParticipantId ghost = new ParticipantId("ghost");
        queue.enter(new MatchQueue.Ticket(ghost, ghost, "s", ONE, Elo.START, now));
        ParticipantId ada = comes();
        making.enter(ada, new EnterQueue(ONE, null));
        assertThat(queue.all()).extracting(MatchQueue.Ticket::who).containsExactly(ada);

        ParticipantId ben = comes();
        making.enter(ben, new EnterQueue(ONE, null));
        assertThat(players()).containsExactly(ada, ben);
    }

    @Test
    void asManyWaitAsMayAndNoMore() {
        making.enter(comes(), new EnterQueue(ONE, Bot.BEGINNER));
        for (int i = 0; i < 4; i++) {
            making.enter(comes(), new EnterQueue(ONE, null));
        }
        isRefused(ErrorCode.UNAVAILABLE, comes());
    }

    @Test
    void whoResumesInAnotherConnectionDoesNotWaitUntilTheyAskAgain() {
        ParticipantId ada = comes();
        making.enter(ada, new EnterQueue(ONE, null));
        presence.arrive("another", null, null, presence.resumeToken(ada), null);
        assertThat(queue.size()).isZero();

        making.enter(ada, new EnterQueue(ONE, null));
        presence.leave(ada, session(ada)); // The older connection has ended, too.
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void whoIsBackBeforeItIsToldThatTheyWereLostWaitsOn() {
        ParticipantId ada = comes();
        making.enter(ada, new EnterQueue(ONE, null));
        beforeItIsTold = () -> {
            presence.arrive("another", null, null, presence.resumeToken(ada), null);
            making.enter(ada, new EnterQueue(ONE, null));
        };

        presence.leave(ada, session(ada));

        assertThat(queue.all()).extracting(MatchQueue.Ticket::who).containsExactly(ada);
    }

    @Test
    void onePlayerWaitsInOneTab() {
        ParticipantId ada = comes();
        ParticipantId tab = comes(presence.resumeToken(ada));
        making.enter(ada, new EnterQueue(ONE, null));
        isRefused(ErrorCode.BUSY, tab);
        making.leave(ada);
        making.enter(tab, new EnterQueue(new BestOf(5), null));

        assertThat(queue.all()).extracting(MatchQueue.Ticket::who).containsExactly(tab);
    }

    @Test
    void whoPlaysIsRefusedBeforeAnybodyLooksForTheirRating() {
        ParticipantId ada = comes();
        making.enter(ada, new EnterQueue(ONE, Bot.BEGINNER));
        assertThat(asked).isZero();
        isRefused(ErrorCode.BUSY, ada);
        assertThatThrownBy(() -> making.enter(ada, new EnterQueue(ONE, Bot.LEARNER)))
                .isInstanceOf(Refused.class);

        assertThat(asked).isZero();
    }

    @Test
    void thatOthersComeAndGoIsToldOnceASecondAndAnOfferAtItsTime() {
        making.enter(comes(), new EnterQueue(ONE, Bot.BEGINNER)); // There is no room for another match.
        ParticipantId ada = comes();
        ParticipantId ben = comes();
        making.enter(ada, new EnterQueue(ONE, null));
        assertThat(newsOf(ada)).extracting(Queued::waiting).containsExactly(1);
        for (int i = 0; i < 19; i++) {
            now += 50;
            making.enter(ben, new EnterQueue(ONE, null));
            making.leave(ben);
            making.tick();
        }
        assertThat(newsOf(ada)).hasSize(1);
        making.enter(ben, new EnterQueue(ONE, null));
        now += 50;
        making.tick();
        assertThat(newsOf(ada)).extracting(Queued::waiting).containsExactly(1, 2);

        making.leave(ben);
        now += OFFER_AFTER - 1_001;
        making.tick();
        assertThat(newsOf(ada))
                .hasSize(3)
                .last()
                .satisfies(news -> assertThat(news.bots()).isEmpty());
        now += 1;
        making.tick();
        assertThat(newsOf(ada))
                .hasSize(4)
                .last()
                .satisfies(news -> assertThat(news.bots()).isNotEmpty());
    }

    @Test
    void whoWaitsAloneHearsHowItGoesAllTheSame() {
        ParticipantId ada = comes();
        making.enter(ada, new EnterQueue(ONE, null));
        now += MatchMaking.TELL_EVERY_MS - 1;
        making.tick();
        assertThat(newsOf(ada)).hasSize(1);

        now += 1;
        making.tick();
        assertThat(newsOf(ada)).extracting(Queued::sinceMs).containsExactly(0L, MatchMaking.TELL_EVERY_MS);
        assertThat(MatchMaking.TELL_EVERY_MS).as("what the protocol promises").isLessThan(5_000);
    }

    private ParticipantId comes() {
        return comes(null);
    }

    private ParticipantId comes(@Nullable String playerToken) {
        String session = "s" + (presence.size() + 1);
        return presence.arrive(session, null, null, null, playerToken)
                .identity()
                .id();
    }

    /** The session in which somebody came first. */
    private static String session(ParticipantId who) {
        return who.value().replace('p', 's');
    }

    private void resigns(ParticipantId who) {
        matches.carryOut(who, begun.get(begun.size() - 1).id(), new Command.Resign(who));
    }

    /** Of the match that began last. */
    private List<ParticipantId> players() {
        return begun.get(begun.size() - 1).seats().stream().map(Match.Seat::id).toList();
    }

    private List<Queued> newsOf(ParticipantId who) {
        return told.stream().filter(one -> one.to.equals(who)).map(Told::what).toList();
    }

    private void isRefused(ErrorCode code, ParticipantId who) {
        assertThatThrownBy(() -> making.enter(who, new EnterQueue(ONE, null)))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(code));
    }
}
