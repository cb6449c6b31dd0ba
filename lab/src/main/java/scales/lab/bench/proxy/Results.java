package scales.lab.bench.proxy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Everything that was measured, by cell and contender, round by round. */
final class Results {
    private final Map<Cell, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

    void add(Cell cell, String contender, Sample sample) {
        samples.computeIfAbsent(cell, first -> new LinkedHashMap<>()).computeIfAbsent(contender, first -> new ArrayList<>()).add(sample);
    }

    List<Cell> cells() {
        return List.copyOf(samples.keySet());
    }

    List<Sample> of(Cell cell, String contender) {
        return samples.getOrDefault(cell, Map.of()).getOrDefault(contender, List.of());
    }

    /** @return the rounds' median; nothing when there was none */
    OptionalDouble median(Cell cell, String contender, ToDoubleFunction<Sample> figure) {
        return median(of(cell, contender).stream().map(sample -> figure.applyAsDouble(sample)).toList());
    }

    /** @return the median of each round's ratio: what the machine's mood did in a round, it did to both */
    OptionalDouble ratio(Cell cell, String contender, String base, ToDoubleFunction<Sample> figure) {
        return paired(cell, contender, base, (one, other) -> figure.applyAsDouble(one) / figure.applyAsDouble(other));
    }

    /** @return the median of each round's difference */
    OptionalDouble difference(Cell cell, String contender, String base, ToDoubleFunction<Sample> figure) {
        return paired(cell, contender, base, (one, other) -> figure.applyAsDouble(one) - figure.applyAsDouble(other));
    }

    private interface Comparison {
        double of(Sample one, Sample other);
    }

    private OptionalDouble paired(Cell cell, String contender, String base, Comparison comparison) {
        List<Sample> ones = of(cell, contender);
        List<Sample> others = of(cell, base);
        List<Double> compared = new ArrayList<>();
        for (int round = 0; round < Math.min(ones.size(), others.size()); round++) {
            compared.add(comparison.of(ones.get(round), others.get(round)));
        }
        return median(compared);
    }

    private static OptionalDouble median(List<Double> values) {
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(values.stream().sorted().toList().get(values.size() / 2));
    }
}
