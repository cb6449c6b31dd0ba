package scales.balancer.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;
import scales.balancer.node.Snapshot;

/** Until when clients may stick to nodes that are drained. Confined to the control context. */
final class DrainDeadlines {
    private final Map<String, Long> dueNanos = new HashMap<>();

    void set(String id, long nanos) {
        dueNanos.put(id, nanos);
    }

    /** Whoever is no longer drained, by whichever way that was said, has no deadline any more. */
    void keepOf(Snapshot pool) {
        dueNanos.keySet().removeIf(id -> {
            Node node = pool.find(id);
            return node == null || node.admin() != AdminState.DRAIN;
        });
    }

    /** Null when there is none. */
    Duration left(String id, long nowNanos) {
        Long due = dueNanos.get(id);
        return due == null ? null : Duration.ofNanos(Math.max(0, due - nowNanos));
    }

    List<String> due(long nowNanos) {
        return dueNanos.entrySet().stream().filter(entry -> nowNanos - entry.getValue() >= 0).map(Map.Entry::getKey).toList();
    }
}
