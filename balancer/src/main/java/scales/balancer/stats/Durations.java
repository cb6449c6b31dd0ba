package scales.balancer.stats;

import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long something took, to within a 128th, from a microsecond to an hour; 27 KB. Any thread may record and read.
 */
final class Durations {
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 2;

    /** Not HdrHistogram's concurrent one, which is twice as large to grow and shift: this does neither. */
    private final AtomicHistogram micros = new AtomicHistogram(HIGHEST_MICROS, DIGITS);

    void record(long nanos) {
        micros.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, nanos / 1_000)));
    }

    void reset() {
        micros.reset();
    }

    /** In microseconds. */
    Histogram copy() {
        return micros.copy();
    }

    Traffic.Latencies summary() {
        Histogram copy = copy();
        return new Traffic.Latencies(copy.getTotalCount(), copy.getMean() / 1e3, copy.getValueAtPercentile(50) / 1e3,
                copy.getValueAtPercentile(95) / 1e3, copy.getValueAtPercentile(99) / 1e3, copy.getMaxValue() / 1e3);
    }
}
