package scales.balancer.stats;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which clients stick to a node, by their address: a cookie that names only the node cannot tell two clients at one
 * address apart, so this counts at least as many nodes' guests as there are addresses. Guarded by itself.
 */
final class StickyClients {
    private static final long DUE_NANOS = Duration.ofMinutes(5).toNanos();
    private static final int MOST = 100_000;

    /** In the order of the last visit. */
    private final Map<String, Long> seenNanos = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    synchronized void seen(String client, long nanos) {
        seenNanos.put(client, nanos);
    }

    synchronized int count(long nanos) {
        seenNanos.values().removeIf(seen -> nanos - seen > DUE_NANOS);
        return seenNanos.size();
    }
}
