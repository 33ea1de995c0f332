package dev.parlor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    @Test
    void whatComesWhileItWritesIsTheNextBatchInOrder() {
        CountDownLatch firstIsWritten = new CountDownLatch(1);
        List<List<Integer>> batches = new CopyOnWriteArrayList<>();
        try (GroupCommit<Integer> commit = new GroupCommit<>("test", 100, 10, batch -> {
            batches.add(batch);
            hold(firstIsWritten);
        })) {
            commit.offer(0);
            await().until(() -> batches.size() == 1);
            IntStream.range(1, 16).forEach(commit::offer);
            firstIsWritten.countDown();
            await().until(() -> batches.stream().mapToInt(List::size).sum() == 16);
        }
        assertThat(batches.get(0)).containsExactly(0);
        assertThat(batches.get(1)).hasSize(10);
        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 16).boxed().toList());
    }

    @Test
    void restsBetweenBatchesAsLongAsTheLastOneTookUpToALimit() {
        List<Long> began = new CopyOnWriteArrayList<>();
        List<Long> ended = new CopyOnWriteArrayList<>();
        CountDownLatch firstIsWritten = new CountDownLatch(1);
        try (GroupCommit<Integer> commit = new GroupCommit<>("test", 100, 10, batch -> {
            began.add(System.nanoTime());
            hold(firstIsWritten);
            ended.add(System.nanoTime());
        })) {
            commit.offer(0);
            await().until(() -> began.size() == 1);
            commit.offer(1);
            firstIsWritten.countDown();
            await().until(() -> ended.size() == 2);
        }
        long took = ended.get(0) - began.get(0);
        assertThat(began.get(1) - ended.get(0)).isGreaterThanOrEqualTo(Math.min(took, GroupCommit.LONGEST_REST));
    }

    @Test
    void refusesMoreThanMayWait() {
        CountDownLatch hold = new CountDownLatch(1);
        List<List<Integer>> batches = new CopyOnWriteArrayList<>();
        try (GroupCommit<Integer> commit = new GroupCommit<>("test", 3, 10, batch -> {
            batches.add(batch);
            hold(hold);
        })) {
            commit.offer(0);
            await().until(() -> batches.size() == 1);
            assertThat(IntStream.range(1, 6).mapToObj(commit::offer)).containsExactly(true, true, true, false, false);
            hold.countDown();
        }
    }

    @Test
    void closingWritesWhatWaits() {
        List<Integer> written = new CopyOnWriteArrayList<>();
        GroupCommit<Integer> commit = new GroupCommit<>("test", 100, 10, written::addAll);
        IntStream.range(0, 50).forEach(commit::offer);
        commit.close();
        assertThat(written).hasSize(50);
        assertThat(commit.offer(50)).isFalse();
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
