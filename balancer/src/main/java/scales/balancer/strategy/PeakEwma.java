package scales.balancer.strategy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;

/**
 * The lowest peak-sensitive latency x (in flight + 1) / weight: the average jumps up with a slow answer at once and
 * decays over ten seconds, so that trouble is left quickly and trusted slowly (Finagle's {@code PeakEwma}).
 */
final class PeakEwma implements Strategy {
    private static final double DECAY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Latencies latencies;
    private final LowestScore lowest = new LowestScore("lowest peak latency x (in flight + 1) / weight");

    PeakEwma(LongSupplier nanoClock) {
        this.latencies = new Latencies(Peak::new, nanoClock);
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

    private static final class Peak implements Latencies.Average {
        private double cost;
        private long stampNanos;

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
}
