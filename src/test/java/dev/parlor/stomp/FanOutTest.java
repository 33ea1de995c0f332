package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

class FanOutTest {

    private final FanOut fanOut = new FanOut();
    private final Listener listener = new Listener();

    @AfterEach
    void close() {
        fanOut.close();
    }

    @Test
    void aLoneLineIsWrittenByTheFanOut() {
        listener.outbox.offer(frame("x"));

        await().until(() -> listener.wire.texts().equals(List.of("x")));
        assertThat(listener.wire.writers).containsExactly("parlor-fan-out");
    }

    @Test
    void whatIsSaidTogetherIsOneWriteByWhoSaidIt() {
        fanOut.together(() -> {
            listener.outbox.offer(frame("1"));
            listener.outbox.offer(frame("2"));
            assertThat(listener.wire.writes).as("not before all is said").isEmpty();
        });

        assertThat(listener.wire.texts()).containsExactly("12");
        assertThat(listener.wire.writers).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void togetherWithinTogetherIsPartOfTheWhole() {
        fanOut.together(() -> {
            fanOut.together(() -> listener.outbox.offer(frame("1")));
            listener.outbox.offer(frame("2"));
        });

        assertThat(listener.wire.texts()).containsExactly("12");
    }

    @Test
    void whoSpeaksToManyLeavesTheWritingToTheFanOut() {
        List<Listener> many = Stream.generate(Listener::new).limit(300).toList();

        fanOut.together(() -> {
            many.forEach(each -> each.outbox.offer(frame("1")));
            many.forEach(each -> each.outbox.offer(frame("2")));
        });

        await().until(() -> many.stream().allMatch(each -> each.wire.texts().equals(List.of("12"))));
        assertThat(many.stream().flatMap(each -> each.wire.writers.stream())).containsOnly("parlor-fan-out");
    }

    @Test
    void whatWasSaidBeforeSomethingFailedIsSentAllTheSame() {
        assertThatThrownBy(() -> fanOut.together(() -> {
                    listener.outbox.offer(frame("1"));
                    throw new IllegalStateException("amidst it");
                }))
                .hasMessage("amidst it");
        assertThat(listener.wire.texts()).containsExactly("1");

        listener.outbox.offer(frame("2"));
        await().until(() -> listener.wire.texts().equals(List.of("1", "2")));
    }

    @Test
    void restsAfterBurstsAsLongAsTheyTookUpToALimit() {
        Listener inBursts = new Listener();
        listener.wire.mayWrite = new CountDownLatch(1);
        inBursts.wire.mayWrite = new CountDownLatch(1);

        listener.outbox.offer(frame("x"));
        await().until(() -> listener.wire.began.size() == 1);
        inBursts.outbox.offer(frame("1"));
        inBursts.outbox.offer(frame("2"));
        listener.wire.mayWrite.countDown();
        await().until(() -> inBursts.wire.began.size() == 1);
        listener.outbox.offer(frame("y"));
        inBursts.wire.mayWrite.countDown();
        await().until(() -> listener.wire.began.size() == 2);

        long ended = inBursts.wire.ended.element();
        long took = ended - inBursts.wire.began.element();
        assertThat(listener.wire.began.getLast() - ended).isGreaterThanOrEqualTo(Math.min(took, FanOut.LONGEST_PAUSE));
    }

    private static Outgoing frame(String text) {
        return new Outgoing.Whole(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Listener {
        final InstantWire wire = new InstantWire();
        final Outbox outbox = new Outbox(new JettySession(Map.of(), null), wire, 10_000, fanOut::add);
    }

    /** Takes everything at once, and notes by which thread. */
    private static final class InstantWire implements Wire {
        final Queue<String> writes = new ConcurrentLinkedQueue<>();
        final Queue<String> writers = new ConcurrentLinkedQueue<>();
        /** When each write began and ended, in ns. */
        final Deque<Long> began = new ConcurrentLinkedDeque<>();

        final Deque<Long> ended = new ConcurrentLinkedDeque<>();
        /** Writing waits for it. */
        volatile CountDownLatch mayWrite = new CountDownLatch(0);

        List<String> texts() {
            return List.copyOf(writes);
        }

        @Override
        public void write(List<Outgoing> frames, Done done) {
            began.add(System.nanoTime());
            writers.add(Thread.currentThread().getName());
            try {
                mayWrite.await();
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
            writes.add(frames.stream().map(Outgoing::text).collect(Collectors.joining()));
            ended.add(System.nanoTime());
            done.written();
        }

        @Override
        public void close(CloseStatus status) {}

        @Override
        public void abort() {}
    }
}
