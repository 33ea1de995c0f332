package dev.parlor.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** A histogram as bars: each of ten times a length of time is six bars. */
final class Bars {

    /** How many took longer than {@code fromMs} and up to {@code toMs}. */
    record Bar(double fromMs, double toMs, long count) {}

    private static final double[] STEPS = {1, 1.5, 2, 3, 5, 7};
    private static final int WIDTH = 56;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";

    private Bars() {}

    static List<Bar> of(Histogram ns) {
        List<Bar> bars = new ArrayList<>();
        double from = 0;
        long before = 0;
        for (int i = 0; before < ns.getTotalCount(); i++) {
            double to = 0.01 * Math.pow(10, i / STEPS.length) * STEPS[i % STEPS.length];
            long upTo = ns.getCountBetweenValues(0, (long) (to * 1e6));
            if (upTo > 0) {
                bars.add(new Bar(from, to, upTo - before));
            }
            from = to;
            before = upTo;
        }
        return bars;
    }

    static void print(Histogram ns, PrintStream out) {
        List<Bar> bars = of(ns);
        double most = bars.stream().mapToLong(Bar::count).max().orElse(1);
        double all = ns.getTotalCount();
        long sum = 0;
        out.printf("  %10s  %" + WIDTH + "s%10s%12s%n", "up to, ms", "", "share", "together");
        for (Bar bar : bars) {
            sum += bar.count();
            out.printf(
                    "  %10s  %s%8.2f %%%10.2f %%%n",
                    ms(bar.toMs()), bar(bar.count() / most), 100 * bar.count() / all, 100 * sum / all);
        }
    }

    private static String ms(double ms) {
        return ms < 1 ? "%.3f".formatted(ms) : ms < 10 ? "%.1f".formatted(ms) : "%,.0f".formatted(ms);
    }

    private static String bar(double share) {
        int eighths = (int) Math.ceil(share * WIDTH * 8);
        String bar = "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8));
        return bar + " ".repeat(WIDTH - bar.length());
    }
}
