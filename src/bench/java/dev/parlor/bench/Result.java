package dev.parlor.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * What a workload came to.
 *
 * @param setup in words
 * @param windows the measures of each
 * @param latency of all windows together, in ns
 * @param notes what else there is to know
 */
record Result(
        String workload,
        String setup,
        List<Map<Measure, Double>> windows,
        Histogram latency,
        String latencyOf,
        List<Check> checks,
        List<String> notes) {

    /** Of a workload whose people could not all come in. */
    static Result failed(String workload, String setup, Tally tally, long missing) {
        return new Result(workload, setup, List.of(), new Histogram(2), "", Check.of(tally), List.of())
                .and(List.of(new Check("missing", missing, "everybody came in")), List.of());
    }

    boolean isOk() {
        return checks.stream().allMatch(Check::isOk);
    }

    Map<Measure, Double> median() {
        return over(values -> {
            int half = values.size() / 2;
            return values.size() % 2 == 1 ? values.get(half) : (values.get(half - 1) + values.get(half)) / 2;
        });
    }

    /** One value for each measure, of those of all windows, the least first. */
    Map<Measure, Double> over(ToDoubleFunction<List<Double>> windowsToOne) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            List<Double> sorted = windows.stream()
                    .filter(window -> window.containsKey(measure))
                    .map(window -> window.get(measure))
                    .sorted()
                    .toList();
            if (!sorted.isEmpty()) {
                values.put(measure, windowsToOne.applyAsDouble(sorted));
            }
        }
        return values;
    }

    /** With more checks and notes. */
    Result and(List<Check> more, List<String> moreNotes) {
        List<Check> allChecks = new ArrayList<>(checks);
        allChecks.addAll(more);
        List<String> allNotes = new ArrayList<>(notes);
        allNotes.addAll(moreNotes);
        return new Result(workload, setup, windows, latency, latencyOf, allChecks, allNotes);
    }
}
