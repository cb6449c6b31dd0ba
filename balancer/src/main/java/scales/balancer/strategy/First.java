package scales.balancer.strategy;

import java.util.Optional;

/**
 * The first node, in the order of joining, that has a free place; the others are idle and may be switched off. Weights
 * do not matter; without limits, neither do the other nodes. HAProxy's {@code first}.
 */
final class First implements Strategy {
    @Override
    public Optional<Pick> pick(Candidates candidates) {
        return candidates.open().stream().findFirst().map(node -> Pick.of(node, "first with a free place"));
    }
}
