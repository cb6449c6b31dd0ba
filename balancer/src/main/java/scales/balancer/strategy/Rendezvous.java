package scales.balancer.strategy;

import java.util.List;
import java.util.Optional;
import scales.balancer.node.Node;

/**
 * Weighted rendezvous hashing: every node draws a number from the key and its own name, and the best draw wins
 * (Thaler and Ravishankar 1998; weights by -weight / ln(u), Schindelhauer and Schomaker 2005). When a node leaves, only its
 * keys move; when it returns, the map is as before: at once, even where nodes come back slowly, or every step of the climb
 * would move keys again.
 */
final class Rendezvous {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Rendezvous() {}

    /** @param reason a clause that says what was hashed */
    static Optional<Pick> pick(List<Node> open, String key, String reason) {
        if (open.isEmpty()) {
            return Optional.empty();
        }
        long keyHash = hash(key);
        double[] scores = new double[open.size()];
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            Node node = open.get(i);
            scores[i] = -Math.log(uniform(keyHash ^ hash(node.id()))) / node.weight();
            if (scores[i] < scores[best]) {
                best = i;
            }
        }
        return Optional.of(new Pick(open.get(best), reason, 1, scores));
    }

    /** In (0, 1), never 0: its logarithm is taken. */
    private static double uniform(long bits) {
        return ((mix(bits) >>> 11) + 0.5) * 0x1.0p-53;
    }

    private static long hash(String text) {
        long hash = GOLDEN;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i));
        }
        return hash;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long z) {
        z += GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
