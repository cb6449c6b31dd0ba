package scales.balancer.strategy;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The lowest peak-sensitive latency x (in flight + 1) / weight: the average jumps up with a slow answer at once and
 * decays over ten seconds, so that trouble is left quickly and trusted slowly (Finagle's {@code PeakEwma}).
 */
final class PeakEwma implements LowestLatency.Average {
    private static final double DECAY_NANOS = Duration.ofSeconds(10).toNanos();

    private double cost;
    private long stampNanos;

    static Strategy strategy(LongSupplier nanoClock) {
        return new LowestLatency(PeakEwma::new, nanoClock, "lowest peak latency x (in flight + 1) / weight");
    }

    @Override
    public void add(long latencyNanos, long nowNanos) {
        double kept = kept(nowNanos);
        cost = latencyNanos > cost ? latencyNanos : cost * kept + latencyNanos * (1 - kept);
        stampNanos = nowNanos;
    }

    @Override
    public double at(long nowNanos) {
        return cost * kept(nowNanos);
    }

    private double kept(long nowNanos) {
        return Math.exp(-Math.max(0, nowNanos - stampNanos) / DECAY_NANOS);
    }
}
