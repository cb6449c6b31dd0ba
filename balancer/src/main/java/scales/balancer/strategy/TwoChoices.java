package scales.balancer.strategy;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import scales.balancer.node.Node;

/**
 * Two nodes drawn at random by weight, the one with less in flight per weight serves: nearly as even as a full scan, at
 * the cost of two looks (Mitzenmacher 2001, The Power of Two Choices in Randomized Load Balancing). When both have the
 * same, the first drawn serves, so that idle nodes share by weight.
 */
final class TwoChoices implements Strategy {
    /** Draws for a second, other node before the first is taken: only with very unequal weights are they all the same. */
    private static final int DRAWS = 8;

    private final WeightedDraw draw;

    TwoChoices(Supplier<RandomGenerator> random) {
        this.draw = new WeightedDraw(random);
    }

    @Override
    public Optional<Pick> pick(Candidates candidates) {
        List<Node> open = candidates.open();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        int first = draw.next(open);
        int second = first;
        for (int i = 0; i < DRAWS && second == first && open.size() > 1; i++) {
            second = draw.next(open);
        }
        return Optional.of(load(open.get(second)) < load(open.get(first))
                ? Pick.of(open.get(second), "less in flight than " + open.get(first).id() + ", both drawn at random")
                : Pick.of(open.get(first), "not more in flight than " + open.get(second).id() + ", both drawn at random"));
    }

    private static double load(Node node) {
        return node.inFlight() / node.effectiveWeight();
    }
}
