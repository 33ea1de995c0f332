package dev.parlor.bench;

import picocli.CommandLine.Option;

/** Options of workloads that last: times in seconds. */
final class Timing {

    @Option(
            names = "--warm-up",
            defaultValue = "5",
            paramLabel = "<s>",
            description = "Seconds before anything is measured. A JVM that has just started needs 15 or more to"
                    + " show what it can do. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            paramLabel = "<s>",
            description = "Seconds of a window. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--windows",
            defaultValue = "3",
            paramLabel = "<n>",
            description = "How many windows are measured, one after the other. Default: ${DEFAULT-VALUE}")
    private int windows;

    int warmUp() {
        return warmUp;
    }

    int seconds() {
        return seconds;
    }

    int windows() {
        return windows;
    }

    @Override
    public String toString() {
        return "%d s to warm up, then %d × %d s".formatted(warmUp, windows, seconds);
    }
}
