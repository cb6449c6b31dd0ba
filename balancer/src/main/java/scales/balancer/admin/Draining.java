package scales.balancer.admin;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;
import scales.balancer.node.Snapshot;

/** Nodes on their way out: until when clients may stick to them, and when they can be stopped. Confined to the control context. */
public final class Draining {
    private static final Logger LOG = LoggerFactory.getLogger(Draining.class);

    private record Due(long nanos, Duration length) {}

    private final Operations operations;
    private final LongSupplier nanoClock;
    private final Map<String, Due> due = new HashMap<>();

    Draining(Pool pool, Operations operations, LongSupplier nanoClock) {
        this.operations = operations;
        this.nanoClock = nanoClock;
        pool.listen((change, now) -> keepOf(now));
    }

    /**
     * As {@link Operations#setUnlessLast} to DRAIN.
     *
     * @param deadline after which it goes to MAINT, and the clients that stick to it move; a sooner one that is running stays; null to
     *                 leave that as it is
     */
    public void begin(String id, Duration deadline, boolean force) {
        operations.setUnlessLast(id, AdminState.DRAIN, force);
        if (deadline != null) {
            // Who asks again and again, until it may be stopped, says it each time, and would never get there.
            due.merge(id, new Due(nanoClock.getAsLong() + deadline.toNanos(), deadline),
                    (running, said) -> said.nanos() - running.nanos() < 0 ? said : running);
        }
    }

    /** Until the node's drain ends by its deadline; null when it has none. */
    public Duration left(String id) {
        Due its = due.get(id);
        return its == null ? null : Duration.ofNanos(Math.max(0, its.nanos() - nanoClock.getAsLong()));
    }

    /** How long its drain was to last at most; null when it has no deadline. */
    Duration deadline(String id) {
        return due.containsKey(id) ? due.get(id).length() : null;
    }

    /** Time went by: drains whose deadline is over end. To be called about once a second. */
    public void endOverdue() {
        long now = nanoClock.getAsLong();
        List<String> over = due.entrySet().stream().filter(entry -> now - entry.getValue().nanos() >= 0).map(Map.Entry::getKey).toList();
        for (String id : over) {
            String text = "The deadline for draining " + id + " is over: " + operations.stats().stickyClients(id) + " sticky clients move.";
            LOG.info(text);
            operations.events().add("drain", id, text);
            operations.set(id, AdminState.MAINT);
        }
    }

    /** Nothing new comes, nothing is in flight, and no client would have to move. */
    public boolean isSafeToStop(Node node) {
        boolean clientsDue = operations.strategy().sticky() && node.acceptsHeld() && operations.stats().stickyClients(node.id()) > 0;
        return !node.acceptsNew() && node.inFlight() == 0 && !clientsDue;
    }

    /** Whoever is no longer drained, by whichever way that was said, has no deadline any more. */
    private void keepOf(Snapshot pool) {
        due.keySet().removeIf(id -> {
            Node node = pool.find(id);
            return node == null || node.admin() != AdminState.DRAIN;
        });
    }
}
