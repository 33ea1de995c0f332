package dev.parlor.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The course of a measurement, a line a second. */
final class Run {

    private static final long SECOND = 1_000_000_000;

    private final Target target;
    private final Tally tally;
    private final PrintStream out;
    private final Meter meter;
    private final long start = System.nanoTime();
    private long nextLine = start + SECOND;

    Run(Target target, Tally tally, String workload, String setup) {
        this.target = target;
        this.tally = tally;
        // Bars and dashes are not ASCII, and what Java takes for the terminal's charset often is.
        out = new PrintStream(
                new FileOutputStream(target.json() ? FileDescriptor.err : FileDescriptor.out),
                true,
                StandardCharsets.UTF_8);
        meter = new Meter(tally, target.process());
        out.printf("%n%s at %s%n%s%n%n", workload, target.urls().get(0), setup);
    }

    /** What came until now belongs to no window. */
    void skip() {
        meter.window();
    }

    /** Goes on until something is so, and no longer than so many seconds. */
    Window until(BooleanSupplier over, String phase, int seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * SECOND;
        Window sum = null;
        while (!over.getAsBoolean() && end - System.nanoTime() > SECOND / 100) {
            long now = System.nanoTime();
            if (nextLine - now <= 0) {
                sum = add(sum, line(phase));
            } else {
                Thread.sleep(Math.min(20, (nextLine - now) / 1_000_000 + 1));
            }
        }
        return add(sum, meter.window());
    }

    /** Goes on for so many seconds. */
    Window forSeconds(String phase, int seconds) throws InterruptedException {
        skip();
        nextLine = System.nanoTime() + SECOND;
        Window sum = null;
        for (int second = 0; second < seconds; second++) {
            Thread.sleep(Math.max(0, (nextLine - System.nanoTime()) / 1_000_000));
            sum = add(sum, line(phase));
        }
        return add(sum, meter.window());
    }

    private static Window add(@Nullable Window sum, Window next) {
        return sum == null ? next : sum.plus(next);
    }

    private Window line(String phase) {
        Window second = meter.window();
        nextLine += SECOND;
        StringBuilder line = new StringBuilder("%4d s  %-12s %,7d connected"
                .formatted((System.nanoTime() - start) / SECOND, phase, tally.connections()));
        if (second.deliveries() > 0) {
            line.append("%,12.0f deliveries/s".formatted(second.deliveriesPerSecond()));
        }
        if (second.latency().getTotalCount() > 0) {
            line.append("   p50 %8.2f ms   p99 %8.2f ms".formatted(second.latency(50), second.latency(99)));
        }
        out.println(line);
        return second;
    }

    /** Shows a result; the exit code. */
    int end(Result result) {
        if (target.json()) {
            System.out.println(Report.json(result));
        }
        Report.text(result, out);
        return result.isOk() ? 0 : 1;
    }
}
