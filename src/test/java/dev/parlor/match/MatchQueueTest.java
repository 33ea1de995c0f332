package dev.parlor.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.match.MatchQueue.Pair;
import dev.parlor.match.MatchQueue.Ticket;
import dev.parlor.protocol.BestOf;
import dev.parlor.protocol.ParticipantId;
import org.junit.jupiter.api.Test;

class MatchQueueTest {

    private final MatchQueue queue = new MatchQueue();

    @Test
    void whoIsNearlyAsGoodIsTakenAtOnce() {
        Ticket ada = enters("ada", 1500, 0);
        Ticket ben = enters("ben", 1600, 0);

        assertThat(queue.pairs(0)).containsExactly(new Pair(ada, ben));
        assertThat(queue.size()).isZero();
    }

    @Test
    void theReachWidensWithWaitingUntilAnybodyWillDo() {
        Ticket ada = enters("ada", 1500, 0);
        Ticket ben = enters("ben", 1800, 100);

        assertThat(queue.pairs(199)).isEmpty();
        assertThat(queue.pairs(200)).containsExactly(new Pair(ada, ben));
        enters("cy", 100, 1_000);
        enters("dee", 3_000, 1_000);
        assertThat(queue.pairs(1_699)).isEmpty();
        assertThat(queue.pairs(1_700)).hasSize(1);
    }

    @Test
    void whoWaitedLongestTakesTheNearest() {
        Ticket ada = enters("ada", 1500, 0);
        enters("ben", 1590, 1);
        Ticket cy = enters("cy", 1510, 2);

        assertThat(queue.pairs(3)).containsExactly(new Pair(ada, cy));
        assertThat(queue.find(new ParticipantId("ben"))).isPresent();
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyApart() {
        enters("ada", 1500, 1_000_000);
        enters("ben", 1500, 1_000_000);

        assertThat(queue.pairs(0)).hasSize(1);
    }

    @Test
    void onePlayersTabsNeverMeetHoweverLongTheyWait() {
        ParticipantId player = new ParticipantId("ada");
        queue.enter(new Ticket(new ParticipantId("tab1"), player, new BestOf(1), 1500, 0));
        queue.enter(new Ticket(new ParticipantId("tab2"), player, new BestOf(1), 1500, 0));

        assertThat(queue.pairs(60_000)).isEmpty();
        assertThat(queue.of(player)).isEqualTo(2);
    }

    private Ticket enters(String name, int rating, long since) {
        ParticipantId id = new ParticipantId(name);
        Ticket ticket = new Ticket(id, id, new BestOf(1), rating, since);
        queue.enter(ticket);
        return ticket;
    }
}
