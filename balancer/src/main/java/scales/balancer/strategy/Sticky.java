package scales.balancer.strategy;

import java.util.Optional;
import java.util.Set;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;

/** A client goes back to the node that its cookie names, as long as that takes it; others are chosen by another strategy. */
final class Sticky implements Strategy {
    private final Strategy other;

    Sticky(Strategy other) {
        this.other = other;
    }

    @Override
    public Optional<Pick> pick(Candidates candidates) {
        return candidates.held() == null
                ? other.pick(candidates)
                : Optional.of(Pick.of(candidates.held(), "named by the client's cookie"));
    }

    @Override
    public void observe(Node node, Outcome outcome, long latencyNanos) {
        other.observe(node, outcome, latencyNanos);
    }

    @Override
    public void retain(Set<String> ids) {
        other.retain(ids);
    }
}
