package scales.lab.report;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one strategy did in one block of an experiment.
 *
 * @param number        from 1; blocks of one number met the same load
 * @param seconds       its length, or less when it was over before
 * @param answeredInTime within them, not of what was still under way at their end
 * @param latencyMicros of every answered request, from its intended start to its last byte
 * @param nodes         by node, in the order of joining
 * @param errors        requests without a good answer, by kind, such as {@code 503}
 * @param retries       attempts beyond the first of each request
 * @param moved         requests of a client that was bound to another node
 * @param slowdown      how much longer requests took than their work
 * @param workMicros    pure work of requests, 200 quantiles; empty when nobody knows
 * @param series        second by second
 */
public record Block(
        String strategy,
        int number,
        double seconds,
        long answeredInTime,
        Histogram latencyMicros,
        Map<String, PerNode> nodes,
        Map<String, Long> errors,
        long retries,
        long moved,
        Slowdown slowdown,
        double[] workMicros,
        List<Second> series) {

    /** @param meanMillis of its answers, 0 when there are none */
    public record PerNode(long requests, double meanMillis) {}

    /**
     * Of the requests whose work is known. A ratio of sums: a mean of ratios would be made by the few requests with hardly any
     * work at all.
     */
    public record Slowdown(double latencyNanos, double workNanos) {
        /** @return NaN when nobody knows of any work */
        public double ratio() {
            return workNanos == 0 ? Double.NaN : latencyNanos / workNanos;
        }
    }

    /**
     * @param second     since the beginning of the block
     * @param requests   answered in it, by node
     * @param errors     in it
     * @param meanMillis of the answers in it, NaN when there are none
     * @param waiting    requests without a place at its end
     */
    public record Second(int second, Map<String, Long> requests, long errors, double meanMillis, long waiting) {}

    public long answered() {
        return latencyMicros.getTotalCount();
    }

    public long failed() {
        return errors.values().stream().mapToLong(Long::longValue).sum();
    }

    public long requests() {
        return answered() + failed();
    }

    /** Part of the requests without a good answer, 0 to 1; NaN when there were no requests. */
    public double errorRate() {
        return requests() == 0 ? Double.NaN : (double) failed() / requests();
    }

    /** Answers a second. One that comes when the block is over does not make it longer. */
    public double throughput() {
        return answeredInTime / seconds;
    }

    /** @return NaN when nobody was answered */
    public double meanMillis() {
        return answered() == 0 ? Double.NaN : latencyMicros.getMean() / 1e3;
    }

    /**
     * @param percentile 0 to 100
     * @return NaN when there are too few answers for any to be beyond it
     */
    public double millisAt(double percentile) {
        return answered() < fewestAnswers(percentile) ? Double.NaN : latencyMicros.getValueAtPercentile(percentile) / 1e3;
    }

    /** One of so many is beyond that percentile. */
    static long fewestAnswers(double percentile) {
        return Math.round(100 / (100 - percentile));
    }

    /** @return NaN when nobody was answered */
    public double maxMillis() {
        return answered() == 0 ? Double.NaN : latencyMicros.getMaxValue() / 1e3;
    }

    /** The part of all answers that came from that node, 0 to 1. */
    public double share(String node) {
        PerNode its = nodes.get(node);
        return its == null || answered() == 0 ? 0 : (double) its.requests() / answered();
    }
}
