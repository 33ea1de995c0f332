package dev.parlor.stomp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parlor.protocol.ServerMessage;
import dev.parlor.room.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

class OutboxTest {

    private static final int LIMIT = 10_000;
    private static final byte[] SUBSCRIPTION = SharedFrame.subscription("sub");

    private final RecordingWire wire = new RecordingWire();
    private final Outbox outbox = new Outbox(new JettySession(Map.of(), null), wire, LIMIT, new Rounds());

    @Test
    void whatComesDuringAWriteLeavesTogetherInTheNextInOrder() {
        offer("1");
        offer("2");
        offer("3");
        assertThat(wire.writes).containsExactly("1");
        wire.finish();
        assertThat(wire.writes).containsExactly("1", "23");
    }

    @Test
    void writesThatAreThroughAtOnceKeepTheStackFlat() {
        wire.atOnce = true;
        outbox.offer(frame("first"));
        IntStream.range(0, 100_000).forEach(i -> outbox.offer(frame("x")));
        assertThat(wire.writes).hasSize(100_001);
        assertThat(wire.deepest).as("stack frames at a write").isLessThan(200);
    }

    @Test
    void aLongQueueIsWrittenWithoutGrowingTheStackEither() {
        offer("first");
        IntStream.range(0, 9_000).forEach(i -> offer("x"));
        wire.atOnce = true;
        wire.finish();
        assertThat(String.join("", wire.writes)).hasSize("first".length() + 9_000);
        assertThat(wire.deepest).isLessThan(200);
    }

    @Test
    void whoIsSlowerThanTheLimitIsCutOffWithAReason() {
        offer("x");
        IntStream.range(0, 3).forEach(i -> offer("y".repeat(LIMIT / 2)));
        assertThat(outbox.isOverflowed()).isTrue();
        offer("late");
        wire.finish();
        assertThat(wire.writes).hasSize(2);
        assertThat(wire.writes.get(1)).startsWith("ERROR\nmessage:too_slow\n");
        wire.finish();
        assertThat(wire.closed).isEqualTo(CloseStatus.SESSION_NOT_RELIABLE);
    }

    @Test
    void howeverMuchComesBeforeARoundAFastReaderIsNotCutOff() {
        wire.atOnce = true;
        List<Outbox> never = new ArrayList<>();
        Outbox fast = new Outbox(new JettySession(Map.of(), null), wire, LIMIT, never::add);
        IntStream.range(0, 10 * LIMIT).forEach(i -> fast.offer(frame(i + ";")));
        assertThat(fast.isOverflowed()).isFalse();
        assertThat(fast.bytes()).isLessThan(LIMIT);
        assertThat(never.size())
                .as("told the fan-out once for each burst at most")
                .isLessThan(wire.writes.size() + 2);
        while (fast.bytes() > 0) {
            fast.flush(new ArrayList<>());
        }
        assertThat(String.join("", wire.writes))
                .isEqualTo(IntStream.range(0, 10 * LIMIT).mapToObj(i -> i + ";").collect(Collectors.joining()));
    }

    @Test
    void aWriteThatFailsOutrightIsTheEndOfItsConnectionAndHoldsNobodyUp() {
        List<String> aborted = new ArrayList<>();
        Wire broken = new Wire() {
            @Override
            public void write(List<Outgoing> frames, Done done) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void close(CloseStatus status) {}

            @Override
            public void abort() {
                aborted.add("aborted");
            }
        };
        Outbox dead = new Outbox(new JettySession(Map.of(), null), broken, LIMIT, due -> {});
        dead.offer(frame("1"));
        dead.flush(new ArrayList<>());
        assertThat(aborted).containsExactly("aborted");
        IntStream.range(0, LIMIT).forEach(i -> dead.offer(frame("x".repeat(100))));
        assertThat(dead.isOverflowed()).isTrue();
    }

    @Test
    void alsoFramesWithoutBytesHaveABound() {
        offer("x");
        IntStream.range(0, 100_000).forEach(i -> outbox.offer(new Outgoing.Control((byte) 10, new byte[0])));
        assertThat(outbox.isOverflowed()).isTrue();
    }

    @Test
    void oneFrameMayBeLargerThanTheLimit() {
        offer("y".repeat(3 * LIMIT));
        assertThat(outbox.isOverflowed()).isFalse();
        assertThat(wire.writes).hasSize(1);
    }

    @Test
    void whatIsSaidWhileALargeFrameIsOnItsWayWaitsUpToTheLimit() {
        offer("y".repeat(3 * LIMIT));
        IntStream.range(0, LIMIT / 100).forEach(i -> offer("x".repeat(100)));
        assertThat(outbox.isOverflowed()).isFalse();
        offer("one more");
        assertThat(outbox.isOverflowed()).isTrue();
    }

    @Test
    void ofWhatOnlyTheNewestCountsASlowOneGetsFewerAndNewer() {
        LatestLane lane = new LatestLane(SUBSCRIPTION, false);
        outbox.offer(lane, snapshot(1));
        IntStream.rangeClosed(2, 1000).forEach(tick -> outbox.offer(lane, snapshot(tick)));
        assertThat(news()).containsExactly("after 0 up to 1");
        wire.finish();
        wire.finish();
        outbox.offer(lane, snapshot(1001));
        assertThat(news()).containsExactly("after 0 up to 1", "after 1 up to 1000", "after 1000 up to 1001");
    }

    @Test
    void aPackedLaneBeginsWithEverything() {
        LatestLane lane = new LatestLane(SUBSCRIPTION, true);
        outbox.offer(lane, snapshot(70));
        wire.finish();
        outbox.offer(lane, snapshot(80));
        assertThat(news()).containsExactly("packed after 0 up to 70", "packed after 70 up to 80");
    }

    @Test
    void whatTheFirstSnapshotHadIsNotLostWhenANewerOneSupersedesIt() {
        LatestLane lane = new LatestLane(SUBSCRIPTION, false);
        offer("welcome;");
        outbox.offer(lane, snapshot(5));
        outbox.offer(lane, snapshot(6));
        wire.finish();
        assertThat(news()).last().isEqualTo("after 4 up to 6");
    }

    @Test
    void theNewestStandsWhereItCameAndOvertakesNothing() {
        LatestLane lane = new LatestLane(SUBSCRIPTION, false);
        offer("write");
        offer("joined;");
        outbox.offer(lane, snapshot(7));
        offer("left;");
        outbox.offer(lane, snapshot(8));
        offer("chat;");
        wire.finish();
        assertThat(wire.writes.get(1).indexOf("joined;")).isZero();
        assertThat(wire.writes.get(1)).containsSubsequence("joined;", "left;", "up to 8", "chat;");
        assertThat(wire.writes.get(1)).doesNotContain("up to 7");
    }

    @Test
    void snapshotsThatWaitAreNoReasonToCutAnybodyOff() {
        LatestLane lane = new LatestLane(SUBSCRIPTION, false);
        offer("x");
        IntStream.range(1, 2 * LIMIT).forEach(tick -> outbox.offer(lane, snapshot(tick)));
        assertThat(outbox.isOverflowed()).isFalse();
    }

    private static SharedSnapshot snapshot(long upTo) {
        Snapshot snapshot = new Snapshot() {
            @Override
            public long tick() {
                return upTo;
            }

            @Override
            public ServerMessage since(long tick, boolean packed) {
                // Any message with a text will do.
                return new ServerMessage.PackedPoses(
                        upTo, 0, 0, null, (packed ? "packed " : "") + "after " + tick + " up to " + upTo);
            }
        };
        return new SharedSnapshot("/topic/room.tea", snapshot, new Frames(JsonMapper.shared()));
    }

    private List<String> news() {
        return wire.writes.stream()
                .map(frame -> frame.replaceFirst("(?s).*\"packed\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Test
    void aCloseWaitsForWhatIsBeforeIt() {
        offer("1");
        offer("2");
        outbox.close(CloseStatus.GOING_AWAY);
        offer("too late");
        assertThat(wire.closed).isNull();
        wire.finish();
        assertThat(wire.closed).isNull();
        wire.finish();
        assertThat(wire.writes).containsExactly("1", "2");
        assertThat(wire.closed).isEqualTo(CloseStatus.GOING_AWAY);
    }

    @Test
    void whoClosesIsAnsweredOnceNothingIsBeingWritten() {
        offer("1");
        offer("never sent");
        List<String> answers = new ArrayList<>();
        outbox.closedByPeer(() -> answers.add("close"));
        assertThat(answers).isEmpty();
        wire.finish();
        assertThat(answers).containsExactly("close");
        assertThat(wire.writes).containsExactly("1");
        assertThat(wire.closed).as("it is for the answer to close").isNull();
    }

    @Test
    void whoClosesWhenAllIsSentIsAnsweredAtOnce() {
        List<String> answers = new ArrayList<>();
        outbox.closedByPeer(() -> answers.add("close"));
        assertThat(answers).containsExactly("close");
        offer("too late");
        assertThat(wire.writes).isEmpty();
    }

    @Test
    void whoAnswersOurCloseIsAnsweredToo() {
        outbox.close(CloseStatus.GOING_AWAY);
        List<String> answers = new ArrayList<>();
        outbox.closedByPeer(() -> answers.add("close"));
        assertThat(answers).containsExactly("close");
        assertThat(wire.closed).isEqualTo(CloseStatus.GOING_AWAY);
    }

    @Test
    void aFailedWriteCutsTheConnection() {
        offer("1");
        wire.fail();
        assertThat(wire.aborted).isTrue();
    }

    @Test
    void aHeartbeatIsNotQueuedBehindOtherThings() {
        offer("1");
        assertThat(outbox.beat(List.of(Outgoing.HEARTBEAT))).isFalse();
        wire.finish();
        assertThat(wire.writes).containsExactly("1");
        assertThat(outbox.beat(List.of(Outgoing.HEARTBEAT))).isTrue();
        assertThat(wire.writes).containsExactly("1", "\n");
    }

    @Test
    void manyThreadsLoseNothingAndEachKeepsItsOrder() throws InterruptedException {
        FanOut fanOut = new FanOut();
        RecordingWire slow = new RecordingWire();
        Outbox shared = new Outbox(new JettySession(Map.of(), null), slow, Integer.MAX_VALUE, fanOut::add);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            char name = (char) ('a' + t);
            threads.add(new Thread(() ->
                    IntStream.range(0, 5_000).forEach(i -> shared.offer(frame(name + Integer.toString(i) + ";")))));
        }
        Thread finisher = new Thread(() -> {
            Random random = new Random(1);
            while (!Thread.interrupted()) {
                if (random.nextInt(3) > 0) {
                    slow.finish();
                }
            }
        });
        finisher.start();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        await().until(() -> slow.frames() == 20_000);
        finisher.interrupt();
        finisher.join();
        fanOut.close();
        String[] all = String.join("", slow.writes).split(";");
        for (char name = 'a'; name <= 'd'; name++) {
            char of = name;
            assertThat(Arrays.stream(all)
                            .filter(frame -> frame.charAt(0) == of)
                            .map(frame -> Integer.parseInt(frame.substring(1))))
                    .containsExactlyElementsOf(IntStream.range(0, 5_000).boxed().toList());
        }
    }

    private void offer(String text) {
        outbox.offer(frame(text));
    }

    private static Outgoing frame(String text) {
        return new Outgoing.Whole(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The fan-out's rounds, on the thread of the test. */
    private static final class Rounds implements Consumer<Outbox> {
        private final Queue<Outbox> due = new ArrayDeque<>();
        private boolean running;

        @Override
        public void accept(Outbox outbox) {
            due.add(outbox);
            if (running) {
                return;
            }
            running = true;
            for (Outbox next = due.poll(); next != null; next = due.poll()) {
                next.flush(new ArrayList<>());
            }
            running = false;
        }
    }

    /** Writes to a list, and is done when told so. */
    private static final class RecordingWire implements Wire {
        final List<String> writes = new ArrayList<>();

        @Nullable
        CloseStatus closed;

        boolean aborted;
        boolean atOnce;
        int deepest;
        private int frames;
        private @Nullable Done pending;

        @Override
        public void write(List<Outgoing> some, Done done) {
            synchronized (this) {
                assertThat(pending).as("one write at a time").isNull();
                writes.add(Outgoing.text(some));
                frames += some.size();
                if (writes.size() % 1000 == 0) {
                    deepest = Math.max(deepest, Thread.currentThread().getStackTrace().length);
                }
                if (!atOnce) {
                    pending = done;
                    return;
                }
            }
            done.written();
        }

        synchronized int frames() {
            return frames;
        }

        void finish() {
            Done done = take();
            if (done != null) {
                done.written();
            }
        }

        void fail() {
            Done done = take();
            if (done != null) {
                done.failed(new IOException("broken"));
            }
        }

        private synchronized @Nullable Done take() {
            Done done = pending;
            pending = null;
            return done;
        }

        @Override
        public void close(CloseStatus status) {
            closed = status;
        }

        @Override
        public void abort() {
            aborted = true;
        }
    }
}
