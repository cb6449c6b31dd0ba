package scales.balancer.strategy;

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
        double best = scores[lowest];
        int turn = turns.next(open, i -> scores[i] == best);
        return Optional.of(new Pick(open.get(turn), "tied, its turn by weight", tied, scores));
    }

    void retain(Set<String> ids) {
        turns.retain(ids);
    }
}
