package dev.parlor.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The windows of a workload, once it has warmed up. */
record Measured(List<Window> windows) {

    /** Being late by less than this is a matter of the clock and of the other threads, in ns. */
    private static final long LATE = 100_000_000;

    static Measured of(Run run, Timing timing) throws InterruptedException {
        return of(run, timing, () -> {});
    }

    /** The same, with something that happens between the first window and the second. */
    static Measured of(Run run, Timing timing, Runnable afterFirst) throws InterruptedException {
        if (timing.warmUp() > 0) {
            run.forSeconds("warm-up", timing.warmUp());
        }
        List<Window> windows = new ArrayList<>();
        for (int i = 1; i <= timing.windows(); i++) {
            windows.add(run.forSeconds("window " + i, timing.seconds()));
            if (i == 1) {
                afterFirst.run();
            }
        }
        return new Measured(windows);
    }

    Result result(String workload, String setup, String latencyOf, Tally tally) {
        Histogram latency = windows.get(0).latency().copy();
        windows.subList(1, windows.size()).forEach(window -> latency.add(window.latency()));
        return new Result(
                workload,
                setup,
                windows.stream().map(Window::measures).toList(),
                latency,
                latencyOf,
                Check.of(tally),
                List.of());
    }

    /** Whether the tool kept its own rate, in words. */
    String lateness(Pace pace) {
        return pace.latest() < LATE
                ? "This tool kept its pace."
                : "This tool was late by up to %.0f ms: it, or the machine, was the bottleneck."
                        .formatted(pace.latest() / 1e6);
    }
}
