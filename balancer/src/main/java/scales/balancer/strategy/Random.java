package scales.balancer.strategy;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Any node, as often as it weighs: the baseline that every other strategy must beat. */
final class Random implements Strategy {
    private final WeightedDraw draw;

    Random(Supplier<RandomGenerator> random) {
        this.draw = new WeightedDraw(random);
    }

    @Override
    public Optional<Pick> pick(Candidates candidates) {
        if (candidates.open().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Pick.of(candidates.open().get(draw.next(candidates.open())), "drawn at random by weight"));
    }
}
