package scales.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every pair of strategies in every rating, with the probability that any difference at all is called one by chance kept at 5 %
 * for all of them together: Holm 1979, "A simple sequentially rejective multiple test procedure". All pairs count, although
 * only those with the best are told: which one is the best is known afterwards, so that each could have been among them.
 */
final class Comparisons {
    private static final double LEVEL = 0.05;

    private final List<Integer> numbers;
    private final Map<String, List<Block>> blocks = new LinkedHashMap<>();
    private final Map<Rating, List<String>> ranked = new EnumMap<>(Rating.class);
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Pair> different;

    /** @param test of the second's score minus the first's, which ranks before it */
    record Pair(Rating rating, String better, String worse, PairedTest test) {}

    /** @param experiment of which only block numbers count that every strategy has */
    Comparisons(Experiment experiment) {
        Map<Integer, Long> strategiesOf = experiment.blocks().stream().collect(Collectors.groupingBy(Block::number, Collectors.counting()));
        numbers = strategiesOf.keySet().stream().filter(number -> strategiesOf.get(number) == experiment.strategies().size()).sorted().toList();
        experiment.strategies().forEach(strategy -> blocks.put(strategy, experiment.of(strategy).stream()
                .filter(block -> numbers.contains(block.number())).sorted(Comparator.comparingInt(Block::number)).toList()));
        for (Rating rating : Rating.values()) {
            compare(rating);
        }
        different = different();
    }

    private void compare(Rating rating) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        blocks.forEach((strategy, its) -> {
            double[] score = its.stream().mapToDouble(rating::score).toArray();
            if (Arrays.stream(score).noneMatch(Double::isNaN)) {
                scores.put(strategy, score);
            }
        });
        Comparator<String> lowest = Comparator.comparingDouble(strategy -> Arrays.stream(scores.get(strategy)).sum());
        List<String> order = scores.keySet().stream().sorted(rating.moreIsBetter() ? lowest.reversed() : lowest).toList();
        ranked.put(rating, order);
        for (int i = 0; i < order.size() && numbers.size() > 1; i++) {
            for (int j = i + 1; j < order.size(); j++) {
                pairs.add(pair(rating, order.get(i), order.get(j), scores));
            }
        }
    }

    private Pair pair(Rating rating, String better, String worse, Map<String, double[]> scores) {
        double[] differences = new double[numbers.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = scores.get(worse)[i] - scores.get(better)[i];
        }
        return new Pair(rating, better, worse, PairedTest.of(differences, rating.leastSpread(blocks.get(better), blocks.get(worse))));
    }

    private List<Pair> different() {
        // What is the same in every block, such as no errors at all, cannot be found different, and costs the others nothing (Tarone 1990).
        List<Pair> sorted = pairs.stream().filter(pair -> pair.test().p() < 1).sorted(Comparator.comparingDouble(pair -> pair.test().p())).toList();
        int found = 0;
        while (found < sorted.size() && sorted.get(found).test().p() <= LEVEL / (sorted.size() - found)) {
            found++;
        }
        return sorted.subList(0, found);
    }

    /** That all strategies have. */
    int blocks() {
        return numbers.size();
    }

    /** Strategies, the best first; without those of which not every block is known. */
    List<String> ranked(Rating rating) {
        return ranked.get(rating);
    }

    /** More than chance explains, in the order of ranks. */
    List<Pair> different(Rating rating) {
        return pairs.stream().filter(pair -> pair.rating() == rating && different.contains(pair)).toList();
    }

    /** Blocks that have no such value. */
    long unknown(String strategy, Rating rating) {
        return blocks.get(strategy).stream().filter(block -> Double.isNaN(rating.score(block))).count();
    }
}
