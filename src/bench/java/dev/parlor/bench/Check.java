package dev.parlor.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that must not happen, and how often it did.
 *
 * @param reasons how often by reason, where there are several
 */
record Check(String name, long count, Map<String, Long> reasons, String otherwise) {

    /** @param otherwise what can be said if it never happened */
    Check(String name, long count, String otherwise) {
        this(name, count, Map.of(), otherwise);
    }

    private Check(String name, Map<String, Long> reasons, String otherwise) {
        this(name, reasons.values().stream().mapToLong(Long::longValue).sum(), new TreeMap<>(reasons), otherwise);
    }

    /** What is checked whatever is measured. */
    static List<Check> of(Tally tally) {
        return List.of(
                new Check("out of order", tally.disordered.sum(), "each sender's order was kept"),
                new Check("refused", tally.refused(), "nothing was refused"),
                new Check("cut off", tally.cutOff(), "every connection came to be and stayed"));
    }

    boolean isOk() {
        return count == 0;
    }
}
