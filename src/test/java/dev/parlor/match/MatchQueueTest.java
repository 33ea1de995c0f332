package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.match.MatchQueue.Pair;
import dev.parlor.match.MatchQueue.Ticket;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import org.junit.jupiter.api.Test;

class MatchQueueTest {

    private final MatchQueue queue = new MatchQueue();

    @Test
    void whoIsNearlyAsGoodIsTakenAtOnce() {
        Ticket ada = enters("ada", 1500, 0);
        Ticket ben = enters("ben", 1600, 0);

        assertThat(queue.next(0)).contains(new Pair(ada, ben));
        assertThat(queue.size()).as("until they have begun to play").isEqualTo(2);
    }

    @Test
    void theReachWidensWithWaitingUntilAnybodyWillDo() {
        Ticket ada = enters("ada", 1500, 0);
        Ticket ben = enters("ben", 1800, 100);

        assertThat(queue.next(199)).isEmpty();
        assertThat(queue.next(200)).contains(new Pair(ada, ben));
        queue.leave(ada.who());
        queue.leave(ben.who());
        enters("cy", 100, 1_000);
        enters("dee", 3_000, 1_000);
        assertThat(queue.next(1_699)).isEmpty();
        assertThat(queue.next(1_700)).isPresent();
    }

    @Test
    void whoWaitedLongestTakesTheNearest() {
        Ticket ada = enters("ada", 1500, 0);
        enters("ben", 1590, 1);
        Ticket cy = enters("cy", 1510, 2);

        assertThat(queue.next(3)).contains(new Pair(ada, cy));
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyApart() {
        enters("ada", 1500, 1_000_000);
        enters("ben", 1500, 1_000_000);

        assertThat(queue.next(0)).isPresent();
    }

    @Test
    void onePlayerWaitsOnce() {
        ParticipantId player = new ParticipantId("ada");
        queue.enter(new Ticket(new ParticipantId("tab1"), player, "s1", new BestOf(1), 1500, 0));
        assertThatThrownBy(
                        () -> queue.enter(new Ticket(new ParticipantId("tab2"), player, "s2", new BestOf(5), 1500, 0)))
                .isInstanceOf(Refused.class);
        queue.enter(new Ticket(new ParticipantId("tab1"), player, "s1", new BestOf(3), 1500, 0));

        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.next(60_000)).isEmpty();
        assertThat(queue.waiting(new BestOf(1))).isZero();
        assertThat(queue.waiting(new BestOf(3))).isEqualTo(1);
        queue.leave(new ParticipantId("tab1"));
        queue.leave(new ParticipantId("tab1"));
        queue.enter(new Ticket(new ParticipantId("tab2"), player, "s2", new BestOf(5), 1500, 0));
        assertThat(queue.waiting(new BestOf(3))).isZero();
    }

    private Ticket enters(String name, int rating, long since) {
        ParticipantId id = new ParticipantId(name);
        Ticket ticket = new Ticket(id, id, "s", new BestOf(1), rating, since);
        queue.enter(ticket);
        return ticket;
    }
}
