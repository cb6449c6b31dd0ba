package scales.balancer.decisions;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import scales.balancer.node.Node;

/** Says a decision in one sentence for people. */
public final class Sentence {
    private static final int MOST_NAMED = 3;
    private static final int LONGEST_LINE = 256;

    private Sentence() {}

    public static String of(Decision decision) {
        StringBuilder sentence = new StringBuilder();
        if (decision.chosen() == null) {
            sentence.append("nobody: ").append(decision.clause());
        } else {
            sentence.append(decision.chosen().id()).append(": ").append(decision.clause()).append(comparison(decision));
        }
        if (decision.attempt() > 1) {
            sentence.append("; attempt ").append(decision.attempt());
        }
        if (!decision.whyNotNamed().isEmpty()) {
            sentence.append("; not the node that its cookie names, ").append(decision.whyNotNamed());
        }
        if (decision.waitedNanos() > 0) {
            sentence.append("; waited ").append(TimeUnit.NANOSECONDS.toMillis(decision.waitedNanos())).append(" ms for a place");
        }
        return sentence.append(leftOut(decision)).toString();
    }

    /** The same for a header: one line of printable ASCII, at most 256 characters. */
    public static String line(Decision decision) {
        String line = of(decision).replaceAll("[^ -~]", "?");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE - 3) + "...";
    }

    private static String comparison(Decision decision) {
        Map<Node, Double> candidates = decision.candidates();
        Double best = candidates.get(decision.chosen());
        if (best == null || candidates.size() < 2) {
            return "";
        }
        if (decision.tied() > 1) {
            return " (" + decision.tied() + " of " + candidates.size() + " tied at " + number(best) + ")";
        }
        Map.Entry<Node, Double> second = candidates.entrySet().stream()
                .filter(entry -> entry.getKey() != decision.chosen())
                .min(Comparator.comparingDouble(Map.Entry::getValue)).orElseThrow();
        return " (" + number(best) + ", next " + second.getKey().id() + " with " + number(second.getValue()) + ")";
    }

    private static String number(double score) {
        return new BigDecimal(score).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }

    private static String leftOut(Decision decision) {
        Map<Node, Exclusion> leftOut = decision.leftOut();
        if (leftOut.isEmpty()) {
            return "";
        }
        String named = leftOut.entrySet().stream().limit(MOST_NAMED)
                .map(entry -> entry.getKey().id() + " " + entry.getValue().text()).collect(Collectors.joining(", "));
        int more = leftOut.size() - MOST_NAMED;
        return "; left out: " + named + (more > 0 ? " and " + more + " more" : "");
    }
}
