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
    private record Due(long nanos, Duration length) {}

    private final Map<String, Due> due = new HashMap<>();

    void set(String id, Duration length, long nowNanos) {
        due.put(id, new Due(nowNanos + length.toNanos(), length));
    }

    /** Whoever is no longer drained, by whichever way that was said, has no deadline any more. */
    void keepOf(Snapshot pool) {
        due.keySet().removeIf(id -> {
            Node node = pool.find(id);
            return node == null || node.admin() != AdminState.DRAIN;
        });
    }

    /** Null when there is none. */
    Duration left(String id, long nowNanos) {
        Due its = due.get(id);
        return its == null ? null : Duration.ofNanos(Math.max(0, its.nanos() - nowNanos));
    }

    /** How long it was when it was set; null when there is none. */
    Duration length(String id) {
        return due.containsKey(id) ? due.get(id).length() : null;
    }

    List<String> due(long nowNanos) {
        return due.entrySet().stream().filter(entry -> nowNanos - entry.getValue().nanos() >= 0).map(Map.Entry::getKey).toList();
    }
}
