package scales.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Counts one block. Times are nanoseconds since its beginning. For one thread. */
public final class Meter {
    private static final long HIGHEST_MICROS = 3_600_000_000L;
    private static final int QUANTILES = 200;
    private static final long SECOND = 1_000_000_000L;

    private final long warmUpNanos;
    private final long lengthNanos;
    private final Histogram latencyMicros = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram workMicros = new Histogram(HIGHEST_MICROS, 3);
    private final Map<String, Tally> nodes = new LinkedHashMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final List<Block.Second> series = new ArrayList<>();
    private Map<String, Long> secondRequests = new LinkedHashMap<>();
    private long secondErrors;
    private double secondSum;
    private long secondCount;
    private long retries;
    private long moved;
    private double latencySum;
    private double workSum;
    private long inTime;
    private long lastNanos;

    private static final class Tally {
        private long requests;
        private double millis;
    }

    /**
     * @param warmUpNanos requests that were to start before are not counted
     * @param lengthNanos of the block, with its warm-up; what is under way then may still be answered
     */
    public Meter(long warmUpNanos, long lengthNanos) {
        this.warmUpNanos = warmUpNanos;
        this.lengthNanos = lengthNanos;
    }

    /** That node is there; it is named even if it gets nothing. */
    public void node(String id) {
        nodes.computeIfAbsent(id, fresh -> new Tally());
    }

    /** @param workNanos of pure work, 0 when nobody knows */
    public void answered(String node, long intendedNanos, long endNanos, long workNanos) {
        if (intendedNanos < warmUpNanos) {
            return;
        }
        lastNanos = Math.max(lastNanos, endNanos);
        inTime += endNanos <= lengthNanos ? 1 : 0;
        long latency = endNanos - intendedNanos;
        latencyMicros.recordValue(Math.min(HIGHEST_MICROS, latency / 1_000));
        Tally tally = nodes.computeIfAbsent(node, fresh -> new Tally());
        tally.requests++;
        tally.millis += latency / 1e6;
        secondRequests.merge(node, 1L, Long::sum);
        secondSum += latency / 1e6;
        secondCount++;
        if (workNanos > 0) {
            latencySum += latency;
            workSum += workNanos;
            workMicros.recordValue(Math.min(HIGHEST_MICROS, workNanos / 1_000));
        }
    }

    /** @param kind such as {@code 503} or {@code no answer} */
    public void failed(String kind, long intendedNanos, long endNanos) {
        if (intendedNanos >= warmUpNanos) {
            lastNanos = Math.max(lastNanos, endNanos);
            errors.merge(kind, 1L, Long::sum);
            secondErrors++;
        }
    }

    public void retried() {
        retries++;
    }

    public void moved() {
        moved++;
    }

    /** A second is over. */
    public void second(long waiting) {
        series.add(new Block.Second(series.size(), secondRequests, secondErrors, secondCount == 0 ? Double.NaN : secondSum / secondCount, waiting));
        secondRequests = new LinkedHashMap<>();
        secondErrors = 0;
        secondSum = 0;
        secondCount = 0;
    }

    private double[] work() {
        return workMicros.getTotalCount() == 0
                ? new double[0]
                : IntStream.range(0, QUANTILES).mapToDouble(i -> workMicros.getValueAtPercentile(100 * (i + 0.5) / QUANTILES)).toArray();
    }

    public Block block(String strategy, int number) {
        Map<String, Block.PerNode> perNode = new LinkedHashMap<>();
        nodes.forEach((id, tally) -> perNode.put(id,
                new Block.PerNode(tally.requests, tally.requests == 0 ? 0 : tally.millis / tally.requests)));
        double seconds = Math.max(1, Math.min(lengthNanos, lastNanos) - warmUpNanos) / (double) SECOND;
        return new Block(strategy, number, seconds, inTime, latencyMicros, perNode, errors, retries, moved,
                new Block.Slowdown(latencySum, workSum), work(), List.copyOf(series));
    }
}
