package scales.balancer.strategy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private Credit[] row;
    /** Credit for each hundredth of weight, so that all candidates together earn one turn. */
    private long unit;

    private static final class Credit {
        private long value;

        private Credit(long value) {
            this.value = value;
        }
    }

    /** @return the index of the candidate whose turn it is; there must be one at least */
    synchronized int next(List<Node> candidates) {
        Credit[] credit = rowOf(candidates);
        long paid = 0;
        int richest = 0;
        for (int i = 0; i < credit.length; i++) {
            long earned = candidates.get(i).effectiveHundredths() * unit;
            paid += earned;
            credit[i].value += earned;
            if (credit[i].value > credit[richest].value) {
                richest = i;
            }
        }
        credit[richest].value -= paid;
        return richest;
    }

    synchronized void retain(Set<String> ids) {
        credits.keySet().retainAll(ids);
        seen = null;
    }

    /** The pool hands out the same list until something changes, so that thousands of look-ups are made only then. */
    private Credit[] rowOf(List<Node> candidates) {
        if (candidates != seen) {
            unit = TURN / candidates.stream().mapToLong(Node::effectiveHundredths).sum();
            row = new Credit[candidates.size()];
            for (int i = 0; i < row.length; i++) {
                Node node = candidates.get(i);
                row[i] = credits.computeIfAbsent(node.id(), id -> new Credit(node.effectiveHundredths() * unit));
            }
            seen = candidates;
        }
        return row;
    }
}
