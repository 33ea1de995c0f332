package dev.parlor.bench;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came in some time.
 *
 * @param nanos how long it was
 * @param serverCpu ns; 0 where it is not known
 * @param ownCpu ns that this tool used itself
 */
record Window(
        long nanos,
        long deliveries,
        long frames,
        long bytes,
        Histogram latency,
        Histogram receipts,
        long serverCpu,
        long ownCpu) {

    Window plus(Window next) {
        return new Window(
                nanos + next.nanos,
                deliveries + next.deliveries,
                frames + next.frames,
                bytes + next.bytes,
                sum(latency, next.latency),
                sum(receipts, next.receipts),
                serverCpu + next.serverCpu,
                ownCpu + next.ownCpu);
    }

    private static Histogram sum(Histogram one, Histogram other) {
        Histogram sum = one.copy();
        sum.add(other);
        return sum;
    }

    double deliveriesPerSecond() {
        return perSecond(deliveries);
    }

    /** Latency in ms. */
    double latency(double percentile) {
        return ms(latency, percentile);
    }

    Map<Measure, Double> measures() {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        if (deliveries > 0) {
            measures.put(Measure.DELIVERIES_PER_SECOND, deliveriesPerSecond());
        }
        if (frames > 0) {
            measures.put(Measure.FRAMES_PER_SECOND, perSecond(frames));
            measures.put(Measure.MEGABYTES_PER_SECOND, perSecond(bytes) / 1e6);
        }
        if (latency.getTotalCount() > 0) {
            measures.put(Measure.LATENCY_P50_MS, latency(50));
            measures.put(Measure.LATENCY_P90_MS, latency(90));
            measures.put(Measure.LATENCY_P99_MS, latency(99));
            measures.put(Measure.LATENCY_P999_MS, latency(99.9));
            measures.put(Measure.LATENCY_MAX_MS, latency(100));
        }
        if (receipts.getTotalCount() > 0) {
            measures.put(Measure.RECEIPT_P50_MS, ms(receipts, 50));
            measures.put(Measure.RECEIPT_P99_MS, ms(receipts, 99));
        }
        if (serverCpu > 0) {
            measures.put(Measure.SERVER_CORES, (double) serverCpu / nanos);
            if (deliveries > 0) {
                measures.put(Measure.DELIVERIES_PER_SERVER_CPU_SECOND, deliveries * 1e9 / serverCpu);
            }
        }
        measures.put(Measure.OWN_CORES, (double) ownCpu / nanos);
        return measures;
    }

    double perSecond(long count) {
        return count * 1e9 / nanos;
    }

    private static double ms(Histogram latency, double percentile) {
        return latency.getValueAtPercentile(percentile) / 1e6;
    }
}
