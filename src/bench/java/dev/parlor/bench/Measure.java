package dev.parlor.bench;

/** The figures of a window: how they are called in the table, how many decimals they are told with. */
enum Measure {
    DELIVERIES_PER_SECOND("deliveries/s", 0),
    FRAMES_PER_SECOND("STOMP frames/s received", 0),
    MEGABYTES_PER_SECOND("MB/s received", 2),
    JOINS_PER_SECOND("joins/s", 0),
    LATENCY_P50_MS("latency p50, ms", 2),
    LATENCY_P90_MS("latency p90, ms", 2),
    LATENCY_P99_MS("latency p99, ms", 2),
    LATENCY_P999_MS("latency p99.9, ms", 2),
    LATENCY_MAX_MS("latency max, ms", 2),
    RECEIPT_P50_MS("RECEIPT p50, ms", 2),
    RECEIPT_P99_MS("RECEIPT p99, ms", 2),
    SERVER_CORES("server CPU, cores", 2),
    DELIVERIES_PER_SERVER_CPU_SECOND("deliveries per server CPU-second", 0),
    SERVER_CPU_MS_PER_CONNECTION("server CPU-ms a connection", 2),
    SERVER_KIB_PER_CONNECTION("server memory, KiB a connection", 1),
    OWN_CORES("this tool's CPU, cores", 2);

    private final String label;
    private final int decimals;

    Measure(String label, int decimals) {
        this.label = label;
        this.decimals = decimals;
    }

    String label() {
        return label;
    }

    String format(double value) {
        return ("%,." + decimals + "f").formatted(value);
    }
}
