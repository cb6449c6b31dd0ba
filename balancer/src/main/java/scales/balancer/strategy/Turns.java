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
 */
final class Turns {
    private final Map<String, Credit> credits = new HashMap<>();
    private List<Node> seen;
    private Credit[] row;

    private static final class Credit {
        private long value;

        private Credit(long value) {
            this.value = value;
        }
    }

    /** @return the index of the candidate whose turn it is; there must be one at least */
    synchronized int next(List<Node> candidates) {
        Credit[] credit = rowOf(candidates);
        long total = 0;
        int richest = 0;
        for (int i = 0; i < credit.length; i++) {
            int weight = candidates.get(i).weight();
            total += weight;
            credit[i].value += weight;
            if (credit[i].value > credit[richest].value) {
                richest = i;
            }
        }
        credit[richest].value -= total;
        return richest;
    }

    synchronized void retain(Set<String> ids) {
        credits.keySet().retainAll(ids);
        seen = null;
    }

    /** The pool hands out the same list until something changes, so that thousands of look-ups are made only then. */
    private Credit[] rowOf(List<Node> candidates) {
        if (candidates != seen) {
            row = new Credit[candidates.size()];
            for (int i = 0; i < row.length; i++) {
                Node node = candidates.get(i);
                row[i] = credits.computeIfAbsent(node.id(), id -> new Credit(node.weight()));
            }
            seen = candidates;
        }
        return row;
    }
}
