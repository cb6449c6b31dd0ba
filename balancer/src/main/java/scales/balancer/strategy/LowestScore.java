package scales.balancer.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import scales.balancer.node.Node;

/** Takes the candidate with the lowest score by a full scan; equal ones take turns by weight. */
final class LowestScore {
    private final String reason;
    private final Turns turns = new Turns();

    /** @param reason a clause for a pick without a tie */
    LowestScore(String reason) {
        this.reason = reason;
    }

    Optional<Pick> pick(List<Node> open, ToDoubleFunction<Node> score) {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        double[] scores = new double[open.size()];
        int lowest = 0;
        int tied = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score.applyAsDouble(open.get(i));
            if (i == 0 || scores[i] < scores[lowest]) {
                lowest = i;
                tied = 1;
            } else if (scores[i] == scores[lowest]) {
                tied++;
            }
        }
        if (tied == 1) {
            return Optional.of(new Pick(open.get(lowest), reason, 1, scores));
        }
        List<Node> equals = tied == scores.length ? open : equalTo(scores[lowest], open, scores, tied);
        return Optional.of(new Pick(equals.get(turns.next(equals)), "tied, its turn by weight", tied, scores));
    }

    private static List<Node> equalTo(double score, List<Node> open, double[] scores, int tied) {
        List<Node> equals = new ArrayList<>(tied);
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] == score) {
                equals.add(open.get(i));
            }
        }
        return equals;
    }

    void retain(Set<String> ids) {
        turns.retain(ids);
    }
}
