package scales.balancer.strategy;

import java.util.Optional;
import java.util.Set;
import scales.balancer.node.Node;

/**
 * The node with the least to do: lowest (in flight + 1) / weight; idle nodes come first and take turns by weight.
 *
 * <p>HAProxy's {@code leastconn} ({@code fwlc_queue_srv} in {@code lb_fwlc.c}). The name keeps the operators' word;
 * what is counted are attempts, as connections are shared.
 */
final class LeastConnections implements Strategy {
    private final LowestScore lowest = new LowestScore("lowest (in flight + 1) / weight");

    @Override
    public Optional<Pick> pick(Candidates candidates) {
        return lowest.pick(candidates.open(), LeastConnections::load);
    }

    /** Idle counts as 0: were it 1 / weight, light nodes would never serve clients that come one at a time. */
    private static double load(Node node) {
        int inFlight = node.inFlight();
        return inFlight == 0 ? 0 : (inFlight + 1.0) / node.effectiveWeight();
    }

    @Override
    public void retain(Set<String> ids) {
        lowest.retain(ids);
    }
}
