package scales.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What may be concluded, and no more. */
final class Verdict {
    /** Fewer say nothing about how much blocks differ by chance. */
    private static final int FEWEST_BLOCKS = 3;
    private static final List<Measure> COMPARED = List.of(Measure.MEAN, Measure.P99, Measure.ERRORS);

    private Verdict() {}

    /** @return sentences */
    static List<String> of(Experiment experiment) {
        List<String> strategies = experiment.strategies();
        if (strategies.size() < 2) {
            return List.of("One strategy was measured: there is nothing to compare.");
        }
        int blocks = strategies.stream().mapToInt(strategy -> experiment.of(strategy).size()).min().orElse(0);
        if (blocks < FEWEST_BLOCKS) {
            return List.of("There are " + blocks + " blocks of some strategy: too few to tell a difference from chance; " + FEWEST_BLOCKS
                    + " are needed, 10 are better.");
        }
        List<String> sentences = new ArrayList<>();
        COMPARED.forEach(measure -> sentences.add(compare(experiment, measure)));
        return sentences;
    }

    private static String compare(Experiment experiment, Measure measure) {
        List<String> ranked = experiment.strategies().stream()
                .sorted(Comparator.comparingDouble(strategy -> experiment.interval(strategy, measure).mean())).toList();
        String best = ranked.get(0);
        List<String> worse = ranked.stream().skip(1)
                .filter(other -> experiment.difference(other, best, measure).excludesZero()).toList();
        String name = measure == Measure.ERRORS ? "Errors" : measure == Measure.MEAN ? "Mean latency" : measure.word() + " latency";
        if (worse.isEmpty()) {
            return name + ": no difference detectable.";
        }
        List<String> equal = ranked.stream().skip(1).filter(other -> !worse.contains(other)).toList();
        return name + ": " + best + " is lowest (" + value(experiment.interval(best, measure).mean(), measure) + ")"
                + (equal.isEmpty() ? "" : ", not distinguishable from " + String.join(", ", equal)) + "; higher: "
                + worse.stream().map(other -> than(experiment, other, best, measure)).collect(Collectors.joining("; ")) + ".";
    }

    private static String than(Experiment experiment, String other, String best, Measure measure) {
        Bootstrap.Interval more = experiment.difference(other, best, measure);
        return other + " by " + value(more.mean(), measure) + " (95 %: " + value(more.low(), measure) + " to " + value(more.high(), measure) + ")";
    }

    private static String value(double number, Measure measure) {
        return String.format(Locale.ROOT, "%.1f %s", number, measure.unit()).strip();
    }
}
