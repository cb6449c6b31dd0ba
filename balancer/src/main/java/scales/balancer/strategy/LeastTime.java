package scales.balancer.strategy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;

/**
 * The lowest recent latency x (in flight + 1) / weight, after nginx' {@code least_time}. A node not heard of for ten
 * seconds counts as unknown and is tried once: else one slow answer would shut it out for good.
 */
final class LeastTime implements Strategy {
    private static final long MEMORY_NANOS = Duration.ofSeconds(10).toNanos();
    private static final double NEWEST_SHARE = 0.2;

    private final Latencies latencies;
    private final LowestScore lowest = new LowestScore("lowest latency x (in flight + 1) / weight");

    LeastTime(LongSupplier nanoClock) {
        this.latencies = new Latencies(Recent::new, nanoClock);
    }

    @Override
    public Optional<Pick> pick(Candidates candidates) {
        return lowest.pick(candidates.open(), latencies::score);
    }

    @Override
    public void observe(Node node, Outcome outcome, long latencyNanos) {
        latencies.observe(node, outcome, latencyNanos);
    }

    @Override
    public void retain(Set<String> ids) {
        latencies.retain(ids);
        lowest.retain(ids);
    }

    private static final class Recent implements Latencies.Average {
        private double average;
        private long heardNanos;

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
}
