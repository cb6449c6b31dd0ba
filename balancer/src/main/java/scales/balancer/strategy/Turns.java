package scales.balancer.strategy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import scales.balancer.node.Node;

/**
 * Smooth weighted turns: each time, every candidate earns its weight, the richest is taken and pays for all (nginx'
 * smooth weighted round-robin, commit 52327e0627).
 *
 * <p>Credit belongs to a node, not to a place in a list. A cursor over the list of open nodes is unfair under retries:
 * of three nodes with one refusing everything, the survivors would get 25 % and 75 %. A fresh node starts with its own
 * weight as credit, so that weights 3 and 1 begin with 1 1 1 2, as HAProxy does, and not with 1 1 2 1.
 *
 * <p>A turn costs the same whatever the candidates weigh together. Were credit counted in bare weights, then after 256
 * and 1 became 1 and 1, or after a heavy node left, what was part of one turn would count as hundreds.
 */
final class Turns {
    /** What a turn costs, but for rounding: the sums of whole weights from 1 to 24 divide it, so that ties stay ties. */
    private static final long TURN = 5_354_228_880L * 256 * 100;

    private final Map<String, Credit> credits = new HashMap<>();
    private List<Node> seen;
    /** Of those seen, in their order; null until one takes part. */
    private Credit[] row;

    private static final class Credit {
        private long value;

        private Credit(long value) {
            this.value = value;
        }
    }

    /** @return the index of the candidate whose turn it is; there must be one at least */
    int next(List<Node> candidates) {
        return next(candidates, any -> true);
    }

    /** The same among some of them. @param takesPart by index; true of one at least */
    synchronized int next(List<Node> candidates, IntPredicate takesPart) {
        long hundredths = 0;
        for (int i = 0; i < candidates.size(); i++) {
            hundredths += takesPart.test(i) ? candidates.get(i).effectiveHundredths() : 0;
        }
        // For each hundredth of weight, so that all who take part together earn one turn.
        long unit = TURN / hundredths;
        Credit[] credit = rowOf(candidates);
        Credit richest = null;
        int turn = 0;
        for (int i = 0; i < credit.length; i++) {
            if (takesPart.test(i)) {
                Node node = candidates.get(i);
                long earned = node.effectiveHundredths() * unit;
                if (credit[i] == null) {
                    credit[i] = credits.computeIfAbsent(node.id(), id -> new Credit(earned));
                }
                credit[i].value += earned;
                if (richest == null || credit[i].value > richest.value) {
                    richest = credit[i];
                    turn = i;
                }
            }
        }
        richest.value -= hundredths * unit;
        return turn;
    }

    synchronized void retain(Set<String> ids) {
        credits.keySet().retainAll(ids);
        seen = null;
    }

    /** The pool hands out the same list until something changes, so that thousands of look-ups are made only then. */
    private Credit[] rowOf(List<Node> candidates) {
        if (candidates != seen) {
            row = new Credit[candidates.size()];
            seen = candidates;
        }
        return row;
    }
}
