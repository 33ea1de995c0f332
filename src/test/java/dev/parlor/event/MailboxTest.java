package dev.parlor.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlor.protocol.Color;
import dev.parlor.protocol.DisplayName;
import dev.parlor.protocol.ErrorCode;
import dev.parlor.protocol.ParticipantId;
import dev.parlor.protocol.Refused;
import dev.parlor.protocol.RoomId;
import dev.parlor.protocol.Sender;
import dev.parlor.protocol.ServerMessage;
import dev.parlor.protocol.ServerMessage.Event;
import dev.parlor.room.Publisher;
import dev.parlor.room.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxTest {

    private static final ParticipantId BEN = new ParticipantId("ben");

    private final List<String> told = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(new Publisher() {
        @Override
        public void publish(RoomId room, List<? extends ServerMessage> messages) {
            throw new AssertionError("A room's tick says what is for all");
        }

        @Override
        public void publish(RoomId room, Snapshot snapshot) {
            throw new AssertionError("An event is no state");
        }

        @Override
        public void tell(ParticipantId to, String queue, ServerMessage message) {
            told.add(to + " on " + queue + ": " + ((Event) message).at());
        }

        @Override
        public void together(Runnable work) {
            work.run();
        }
    });

    @Test
    void ofASenderAndKeyOnlyTheNewestInATickCounts() {
        mailbox.put("door", null, event("ada", 1));
        mailbox.put("lamp", null, event("ada", 2));
        mailbox.put("door", null, event("ben", 3));
        mailbox.put("door", null, event("ada", 4));
        assertThat(mailbox.tick(0)).extracting(Event::at).containsExactly(4L, 2L, 3L);
        assertThat(mailbox.tick(0)).isEmpty();
    }

    @Test
    void whatIsForOneIsToldToOne() {
        mailbox.put("door", BEN, event("ada", 1));
        mailbox.put("door", BEN, event("ada", 2));
        mailbox.put("door", null, event("ada", 3));
        assertThat(mailbox.tick(0)).extracting(Event::at).containsExactly(3L);
        assertThat(told).containsExactly("ben on events: 2");
    }

    @Test
    void itsKeysHaveABound() {
        for (int i = 0; i < Mailbox.MAX_WAITING; i++) {
            mailbox.put("k" + i, null, event("ada", i));
        }
        mailbox.put("k0", null, event("ada", 7));
        assertThatThrownBy(() -> mailbox.put("one more", null, event("ada", 8)))
                .isInstanceOfSatisfying(
                        Refused.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.RATE_LIMITED));
        assertThat(mailbox.tick(0)).hasSize(Mailbox.MAX_WAITING);
    }

    private static Event event(String from, long at) {
        Sender sender = new Sender(new ParticipantId(from), new DisplayName(from), Color.of(from));
        return new Event(new RoomId("tea"), sender, "x", null, at);
    }
}
