package dev.parlor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickerTest {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Ticker ticker = new Ticker(failures::add);

    @AfterEach
    void close() {
        ticker.close();
    }

    @Test
    void whatIsAskedForManyTimesIsDoneOnceAndAgainWhenItIsAskedForAgain() {
        AtomicInteger done = new AtomicInteger();
        Runnable ask = ticker.onDemand(20, done::incrementAndGet);
        CountDownLatch busy = new CountDownLatch(1);
        ticker.after(0, () -> hold(busy));
        for (int i = 0; i < 100; i++) {
            ask.run();
        }
        busy.countDown();
        await().until(() -> done.get() == 1);

        awaitSomeTicksOf(20);
        assertThat(done).as("nobody has asked again").hasValue(1);

        ask.run();
        await().until(() -> done.get() == 2);
    }

    @Test
    void whoAsksWhileItIsBeingDoneIsServedByTheNext() {
        AtomicInteger done = new AtomicInteger();
        AtomicReference<Runnable> ask = new AtomicReference<>();
        ask.set(ticker.onDemand(1, () -> {
            if (done.incrementAndGet() < 3) {
                ask.get().run();
            }
        }));

        ask.get().run();

        await().until(() -> done.get() == 3);
    }

    @Test
    void whatFailsIsToldAndMayBeAskedForAgain() {
        Runnable ask = ticker.onDemand(1, () -> {
            throw new IllegalStateException("the tick");
        });

        ask.run();
        await().until(() -> failures.size() == 1);
        ask.run();
        await().until(() -> failures.size() == 2);
    }

    @Test
    void nothingIsAskedOfATickerThatIsClosed() {
        Runnable ask = ticker.onDemand(1, () -> {});
        ticker.close();

        ask.run();

        assertThat(failures).isEmpty();
    }

    private void awaitSomeTicksOf(long ms) {
        AtomicInteger ticks = new AtomicInteger();
        ticker.every(ms, ticks::incrementAndGet);
        await().until(() -> ticks.get() >= 3);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
