package dev.parlor.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.LineId;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Sender;
import dev.parlor.protocol.ServerMessage.Chat;
import dev.parlor.protocol.ServerMessage.Read;
import dev.parlor.room.WelcomeDrafts;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConversationTest {

    private static final ParticipantId ADA = new ParticipantId("ada");
    private static final ParticipantId BEN = new ParticipantId("ben");

    @Test
    void aNewcomerIsShownTheNewest50() {
        WelcomeDrafts.Filled welcome = WelcomeDrafts.fill(conversation(120), null);
        assertThat(welcome.seqs())
                .isEqualTo(LongStream.rangeClosed(71, 120).boxed().toList());
        assertThat(welcome.seq()).isEqualTo(120);
        assertThat(welcome.recovered()).isTrue();
    }

    @Test
    void whoMissedSomethingIsToldAllOfItAndNothingTwice() {
        assertThat(WelcomeDrafts.fill(conversation(120), 117L).seqs()).containsExactly(118L, 119L, 120L);
        assertThat(WelcomeDrafts.fill(conversation(120), 120L).seqs()).isEmpty();
        assertThat(WelcomeDrafts.fill(conversation(500), 0L).seqs()).hasSize(500);
    }

    @Test
    void whoMissedMoreThan500IsShownTheNewest50AndToldSo() {
        Conversation conversation = conversation(500);
        conversation.add(List.of(line(501)));
        WelcomeDrafts.Filled welcome = WelcomeDrafts.fill(conversation, 0L);
        assertThat(welcome.recovered()).isFalse();
        assertThat(welcome.seqs())
                .isEqualTo(LongStream.rangeClosed(452, 501).boxed().toList());
        assertThat(WelcomeDrafts.fill(conversation, 1L).recovered()).isTrue();
    }

    @Test
    void whoKnowsLinesThatWereNeverSaidHasLostTrack() {
        assertThat(WelcomeDrafts.fill(conversation(3), 4L).recovered()).isFalse();
        assertThat(WelcomeDrafts.fill(conversation(0), 4L).seqs()).isEmpty();
    }

    @Test
    void keepsNoMoreThanItTells() {
        Conversation conversation = conversation(0);
        LongStream.rangeClosed(1, 5_000).forEach(seq -> conversation.add(List.of(line(seq))));
        assertThat(WelcomeDrafts.fill(conversation, 4_500L).seqs()).hasSize(500);
        assertThat(WelcomeDrafts.fill(conversation, 4_499L).recovered()).isFalse();

        conversation.add(
                LongStream.rangeClosed(5_001, 6_000).mapToObj(seq -> line(seq)).toList());
        assertThat(WelcomeDrafts.fill(conversation, 5_500L).seqs()).hasSize(500);
        assertThat(WelcomeDrafts.fill(conversation, 5_499L).recovered()).isFalse();
    }

    @Test
    void aLineThatWasStoredWhileTheRoomOpenedIsNotToldTwice() {
        Conversation conversation = conversation(3);
        assertThat(conversation.add(List.of(line(2), line(3), line(4), line(5))))
                .containsExactly(line(4), line(5));
    }

    @Test
    void typingIsToldOnceASecondUntilTheLineIsSaid() {
        Conversation conversation = conversation(0);
        assertThat(conversation.typing(ADA, 0)).isTrue();
        assertThat(conversation.typing(ADA, 999)).isFalse();
        assertThat(conversation.typing(BEN, 999)).isTrue();
        assertThat(conversation.typing(ADA, 1000)).isTrue();
        conversation.add(List.of(line(1)));
        assertThat(conversation.typing(ADA, 1001)).isTrue();
    }

    @Test
    void aClockThatIsSetBackSilencesNobody() {
        Conversation conversation = conversation(9);
        assertThat(conversation.typing(ADA, 3_600_000)).isTrue();
        conversation.read(ADA, 3);
        assertThat(conversation.tick(3_600_000)).hasSize(1);

        assertThat(conversation.typing(ADA, 0)).isTrue();
        conversation.read(ADA, 4);
        assertThat(conversation.tick(0)).containsExactly(new Read(ADA, 4));
    }

    @Test
    void readMarksAreToldOnceASecondAndNeverGoBack() {
        Conversation conversation = conversation(9);
        conversation.read(ADA, 3);
        conversation.read(ADA, 5);
        conversation.read(ADA, 4);
        assertThat(conversation.tick(0)).containsExactly(new Read(ADA, 5));
        conversation.read(ADA, 7);
        assertThat(conversation.tick(999)).isEmpty();
        assertThat(conversation.wantsTick()).isTrue();
        assertThat(conversation.tick(1000)).containsExactly(new Read(ADA, 7));
        assertThat(conversation.wantsTick()).isFalse();
    }

    @Test
    void nobodyHasReadWhatWasNotSaid() {
        Conversation conversation = conversation(2);
        conversation.read(ADA, 99);
        assertThat(conversation.tick(0)).containsExactly(new Read(ADA, 2));
    }

    @Test
    void aNewcomerIsToldHowFarTheOthersHaveRead() {
        Conversation conversation = conversation(9);
        conversation.read(ADA, 3);
        conversation.read(BEN, 4);
        conversation.tick(0);
        assertThat(List.copyOf(conversation.afterWelcome()))
                .containsExactlyInAnyOrder(new Read(ADA, 3), new Read(BEN, 4));
        conversation.left(ADA);
        assertThat(List.copyOf(conversation.afterWelcome())).containsExactly(new Read(BEN, 4));
    }

    private static Conversation conversation(int lines) {
        return new Conversation(LongStream.rangeClosed(1, lines)
                .mapToObj(ConversationTest::line)
                .toList());
    }

    private static Chat line(long seq) {
        Sender from = new Sender(ADA, new DisplayName("Ada"), Color.of("Ada"));
        return new Chat(seq, new LineId("x" + seq), from, "line " + seq, seq);
    }
}
