package scales.balancer.strategy;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The lowest recent latency x (in flight + 1) / weight, after nginx' {@code least_time}. A node not heard of for ten
 * seconds counts as unknown and is tried once: else one slow answer would shut it out for good.
 */
final class LeastTime implements LowestLatency.Average {
    private static final long MEMORY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final double NEWEST_SHARE = 0.2;

    private double average;
    private long heardNanos;

    static Strategy strategy(LongSupplier nanoClock) {
        return new LowestLatency(LeastTime::new, nanoClock, "lowest latency x (in flight + 1) / weight");
    }

    @Override
    public void add(long latencyNanos, long nowNanos) {
        double before = at(nowNanos);
        average = before == 0 ? latencyNanos : before + NEWEST_SHARE * (latencyNanos - before);
        heardNanos = nowNanos;
    }

    @Override
    public double at(long nowNanos) {
        return nowNanos - heardNanos > MEMORY_NANOS ? 0 : average;
    }
}
