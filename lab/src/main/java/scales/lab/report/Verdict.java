package scales.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What may be concluded, and no more. */
final class Verdict {
    /** Fewer say nothing about how much blocks differ by chance. */
    private static final int FEWEST_BLOCKS = 3;

    private final Experiment experiment;
    private final Comparisons comparisons;

    private Verdict(Experiment experiment) {
        this.experiment = experiment;
        this.comparisons = new Comparisons(experiment);
    }

    /** @return sentences */
    static List<String> of(Experiment experiment) {
        return new Verdict(experiment).sentences();
    }

    /** How it was found. */
    static String method() {
        return "Strategies are compared block by block, as those of one block met the same load: Student's paired t test, of latencies and throughput on a "
                + "logarithmic scale. All pairs of strategies in errors, mean latency, p99 latency and throughput are tested together (Holm 1979), so that where "
                + "there is no difference at all, one is claimed in 5 % of verdicts at most. The intervals in brackets are those of each difference alone. With fewer than "
                + FEWEST_BLOCKS + " blocks nothing can be found.";
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>(unanswered());
        if (experiment.strategies().size() < 2) {
            sentences.add("One strategy was measured: there is nothing to compare.");
        } else if (comparisons.blocks() < FEWEST_BLOCKS) {
            sentences.add("There " + (comparisons.blocks() == 1 ? "is 1 block" : "are " + comparisons.blocks() + " blocks")
                    + " of every strategy: too few to tell a difference from chance; " + FEWEST_BLOCKS + " are needed, 10 are better.");
        } else {
            for (Rating rating : Rating.values()) {
                sentences.add(compare(rating) + leftOut(rating));
            }
        }
        return sentences;
    }

    private List<String> unanswered() {
        List<String> sentences = new ArrayList<>();
        for (String strategy : experiment.strategies()) {
            List<Block> blocks = experiment.of(strategy);
            long silent = blocks.stream().filter(block -> block.answered() == 0).count();
            if (silent > 0) {
                sentences.add(strategy + " answered nobody in " + silent + " of " + blocks.size() + " blocks.");
            }
        }
        return sentences;
    }

    private String compare(Rating rating) {
        List<String> ranked = comparisons.ranked(rating);
        if (ranked.size() < 2) {
            return rating.title() + ": not compared.";
        }
        List<Comparisons.Pair> different = comparisons.different(rating);
        if (different.isEmpty()) {
            return rating.title() + ": no difference detectable.";
        }
        String best = ranked.get(0);
        Map<String, List<Comparisons.Pair>> worse = different.stream()
                .collect(Collectors.groupingBy(Comparisons.Pair::better, TreeMap::new, Collectors.toList()));
        if (!worse.containsKey(best)) {
            return rating.title() + ": nobody is distinguishable from " + best + ", which is " + (rating.moreIsBetter() ? "highest" : "lowest") + "; but "
                    + different.stream().map(pair -> than(pair) + " than " + pair.better()).collect(Collectors.joining("; ")) + ".";
        }
        List<String> apart = worse.get(best).stream().map(Comparisons.Pair::worse).toList();
        List<String> equal = ranked.stream().skip(1).filter(other -> !apart.contains(other)).toList();
        return rating.title() + ": " + best + (rating.moreIsBetter() ? " is highest (" : " is lowest (")
                + rating.measure().text(experiment.interval(best, rating.measure()).mean()) + ")"
                + (equal.isEmpty() ? "" : ", not distinguishable from " + String.join(", ", equal)) + "; "
                + worse.get(best).stream().map(Verdict::than).collect(Collectors.joining("; ")) + ".";
    }

    private static String than(Comparisons.Pair pair) {
        return pair.worse() + " is " + Difference.text(pair.rating(), pair.test());
    }

    private String leftOut(Rating rating) {
        List<String> out = experiment.strategies().stream().filter(strategy -> !comparisons.ranked(rating).contains(strategy))
                .map(strategy -> strategy + " (in " + comparisons.unknown(strategy, rating) + " of " + comparisons.blocks() + " blocks)").toList();
        return out.isEmpty() ? "" : " Left out, as there are " + rating.missing() + ": " + String.join(", ", out) + ".";
    }
}
