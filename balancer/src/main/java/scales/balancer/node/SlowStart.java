package scales.balancer.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A node that comes back gets little at first: its caches are cold, its code is not compiled. The share of its weight that
 * counts climbs on a straight line to the whole (HAProxy's {@code slowstart}), from a tenth (Envoy's
 * {@code min_weight_percent}), so that it gets something to warm up with. Confined as the pool is.
 */
final class SlowStart {
    static final int WHOLE_PERCENT = 100;
    private static final int LEAST_PERCENT = 10;

    private final LongSupplier nanoClock;
    private final Map<String, Long> since = new HashMap<>();
    private long nanos;

    /** @param time from a tenth to the whole, zero for at once */
    SlowStart(Duration time, LongSupplier nanoClock) {
        this.nanos = time.toNanos();
        this.nanoClock = nanoClock;
    }

    /** For who climbs already, too. */
    void change(Duration time) {
        nanos = time.toNanos();
    }

    /** @return the node as one that serves from now on, with nothing held against it */
    Node begun(Node node) {
        node.load().endRow();
        if (nanos == 0) {
            return node;
        }
        since.put(node.id(), nanoClock.getAsLong());
        return node.withThrottle(LEAST_PERCENT);
    }

    boolean isAnybodyClimbing() {
        return !since.isEmpty();
    }

    void forget(String id) {
        since.remove(id);
    }

    /** Brings those who climb to where they are now; who has reached the whole climbs no longer. */
    void advance(Members members) {
        long now = nanoClock.getAsLong();
        since.forEach((id, begin) -> members.update(id, node -> node.withThrottle(percent(now - begin))));
        since.values().removeIf(begin -> now - begin >= nanos);
    }

    private int percent(long elapsedNanos) {
        return elapsedNanos >= nanos
                ? WHOLE_PERCENT
                : LEAST_PERCENT + (int) ((double) elapsedNanos / nanos * (WHOLE_PERCENT - LEAST_PERCENT));
    }
}
