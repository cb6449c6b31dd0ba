package scales.balancer.decisions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import scales.balancer.node.Node;
import scales.balancer.strategy.Pick;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Traits;

/** The last picks. Any thread may add and read; nobody waits for anybody. */
public final class Decisions {
    /** So many are kept. */
    public static final int MOST = 10_000;

    /** With thousands of nodes, fewer picks are kept: each has a score for every node. */
    private static final int MOST_SCORES = 2_000_000;

    private final RequestIds requestIds;
    private final LongSupplier wallMillis;
    private final AtomicLong count = new AtomicLong();
    private final AtomicReferenceArray<Decision> ring = new AtomicReferenceArray<>(MOST);

    /** @param wallMillis as {@link System#currentTimeMillis} */
    public Decisions(RequestIds requestIds, LongSupplier wallMillis) {
        this.requestIds = requestIds;
        this.wallMillis = wallMillis;
    }

    /**
     * A request came.
     *
     * @param sentId     what the client called it, or null
     * @param unbelieved whether it said for whom it comes, and was not trusted to
     */
    public Trail begin(String sentId, String method, Traits traits, boolean unbelieved, Strategies.Named strategy) {
        return new Trail(this, requestIds.of(sentId), method, traits, unbelieved, strategy);
    }

    Decision add(Trail trail, List<Node> nodes, List<Node> open, Pick pick, String whyNobody, Set<String> tried, long waitedNanos) {
        long number = count.incrementAndGet();
        Decision decision =
                new Decision(number, wallMillis.getAsLong(), trail, nodes, open, pick, whyNobody, tried, waitedNanos);
        ring.setRelease(slot(number), decision);
        int kept = MOST_SCORES / Math.max(1, nodes.size());
        if (kept < MOST) {
            ring.setRelease(slot(number + MOST - kept), null);
        }
        return decision;
    }

    private static int slot(long number) {
        return (int) (number % MOST);
    }

    /** Since the start. */
    public long count() {
        return count.get();
    }

    /** The newest ones that are wanted, newest first. */
    public List<Decision> last(int most, Predicate<Decision> wanted) {
        List<Decision> found = new ArrayList<>();
        long newest = count.get();
        for (long number = newest; number > Math.max(0, newest - MOST) && found.size() < most; number--) {
            Decision decision = ring.getAcquire(slot(number));
            // Else it is being written, was dropped, or is overwritten already.
            if (decision != null && decision.number() == number && wanted.test(decision)) {
                found.add(decision);
            }
        }
        return found;
    }

    /** All picks for the newest request of that name that is remembered, in order. */
    public List<Decision> of(String requestId) {
        List<Decision> newest = last(1, decision -> decision.trail().requestId().equals(requestId));
        if (newest.isEmpty()) {
            return newest;
        }
        List<Decision> all = last(MOST, decision -> decision.trail() == newest.get(0).trail());
        Collections.reverse(all);
        return all;
    }
}
