package scales.balancer.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import scales.balancer.node.Node;

/** Draws candidates at random, as often as they weigh. */
final class WeightedDraw {
    private final Supplier<RandomGenerator> random;
    private volatile Row last = new Row(List.of(), new int[0]);

    /** Sums of weights, first to each; kept as long as the pool hands out the same list. */
    private record Row(List<Node> candidates, int[] sums) {}

    WeightedDraw(Supplier<RandomGenerator> random) {
        this.random = random;
    }

    /** @return the index of one of the candidates, of which there must be one at least */
    int next(List<Node> candidates) {
        int[] sums = sums(candidates);
        int found = Arrays.binarySearch(sums, random.get().nextInt(sums[sums.length - 1]));
        // The slot of a value is the first sum above it: an exact hit belongs to the next candidate.
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int[] sums(List<Node> candidates) {
        Row row = last;
        if (row.candidates != candidates) {
            int[] sums = new int[candidates.size()];
            int sum = 0;
            for (int i = 0; i < sums.length; i++) {
                sum += candidates.get(i).effectiveHundredths();
                sums[i] = sum;
            }
            row = new Row(candidates, sums);
            last = row;
        }
        return row.sums;
    }
}
