package scales.balancer.stats;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whose counters are worth keeping: who is there, and the last thousand that left, as they may come back. Confined as its caller is. */
final class Leavers {
    private static final int MOST = 1_000;

    /** In the order of leaving. */
    private final Set<String> left = new LinkedHashSet<>();
    private Set<String> present = Set.of();

    /** @param now who is there now */
    Set<String> kept(Set<String> now) {
        present.stream().filter(id -> !now.contains(id)).forEach(left::add);
        left.removeAll(now);
        present = Set.copyOf(now);
        for (var oldest = left.iterator(); left.size() > MOST;) {
            oldest.next();
            oldest.remove();
        }
        Set<String> kept = new HashSet<>(now);
        kept.addAll(left);
        return kept;
    }
}
