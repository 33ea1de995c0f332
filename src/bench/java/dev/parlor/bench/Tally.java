package dev.parlor.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;

/** What came, counted by whoever it comes to. Safe for all threads. */
final class Tally {

    /** Latencies are kept in ns, to 1 %, and up to a minute: what takes longer counts as that. */
    private static final long LONGEST = 60_000_000_000L;

    final LongAdder deliveries = new LongAdder();
    final LongAdder frames = new LongAdder();
    final LongAdder bytes = new LongAdder();
    /** From the moment at which something was sent to that at which somebody else had read it. */
    final Recorder latency = recorder();
    /** From the moment at which something was sent to that of its RECEIPT. */
    final Recorder receipts = recorder();
    /** What came before something that was sent earlier, or twice. */
    final LongAdder disordered = new LongAdder();

    private final AtomicInteger connected = new AtomicInteger();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> cutOff = new ConcurrentSkipListMap<>();

    private static Recorder recorder() {
        return new Recorder(LONGEST, 2);
    }

    /** Somebody learned of something that somebody else sent at a time, in ns of {@link System#nanoTime()}. */
    void delivered(long sentAt) {
        deliveries.increment();
        record(latency, sentAt);
    }

    static void record(Recorder recorder, long sentAt) {
        recorder.recordValue(Math.min(LONGEST, Math.max(0, System.nanoTime() - sentAt)));
    }

    void connected() {
        connected.incrementAndGet();
    }

    void disconnected() {
        connected.decrementAndGet();
    }

    int connections() {
        return connected.get();
    }

    /** Something was refused, with this code, that was sent to this destination. */
    void refused(String code, String destination) {
        refused.computeIfAbsent((code + " " + destination).strip(), key -> new LongAdder())
                .increment();
    }

    /** A connection failed or was ended by the server. */
    void cutOff(String why) {
        cutOff.computeIfAbsent(why, key -> new LongAdder()).increment();
    }

    Map<String, Long> refused() {
        return sums(refused);
    }

    Map<String, Long> cutOff() {
        return sums(cutOff);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }
}
