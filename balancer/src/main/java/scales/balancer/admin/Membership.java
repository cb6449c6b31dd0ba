package scales.balancer.admin;

import java.util.NoSuchElementException;
import java.util.function.LongSupplier;
import scales.balancer.node.Address;
import scales.balancer.node.AdminState;
import scales.balancer.node.Announcement;
import scales.balancer.node.Node;
import scales.balancer.node.Origin;
import scales.balancer.node.Pool;

/**
 * Who belongs to the pool, as operators and workers say it. Confined to the control context; throws as {@link Operations} does.
 */
public final class Membership {
    private final Pool pool;
    private final LongSupplier nanoClock;

    Membership(Pool pool, LongSupplier nanoClock) {
        this.pool = pool;
        this.nanoClock = nanoClock;
    }

    /** @throws NoSuchElementException when nobody has that name */
    Node node(String id) {
        Node node = pool.snapshot().find(id);
        if (node == null) {
            throw new NoSuchElementException("there is no node " + id);
        }
        return node;
    }

    public void add(String id, Address address, int weight, int limit) {
        checkRanges(weight, limit);
        if (!pool.join(id, address, weight, limit, Origin.ADMIN)) {
            throw new IllegalStateException("there is a node " + id + " already");
        }
    }

    /**
     * @param instance as in {@link Announcement}
     * @return true when the worker was not there before
     */
    public boolean announced(String id, Address address, int weight, int limit, String instance, long ttlNanos) {
        checkRanges(weight, limit);
        return pool.announced(id, new Announcement(address, weight, limit, instance, nanoClock.getAsLong() + ttlNanos));
    }

    private static void checkRanges(int weight, int limit) {
        if (weight < 0 || weight > Node.HEAVIEST || limit < 0) {
            throw new IllegalArgumentException("weight must be 0 to " + Node.HEAVIEST + " and limit 0 (none) or more");
        }
    }

    /** The worker is about to leave. */
    public void leaving(String id) {
        pool.stopping(node(id).id());
    }

    /** @param force also when it is neither in MAINT nor leaving, or has something in flight */
    public void remove(String id, boolean force) {
        Node node = node(id);
        boolean idle = node.inFlight() == 0 && (node.admin() == AdminState.MAINT || node.stopping());
        if (!idle && !force) {
            throw new IllegalStateException("node " + id + " must be in maint and idle, it is in " + node.admin().word()
                    + " with " + node.inFlight() + " in flight; or say force=true");
        }
        if (!node.stopping() || node.admin() == AdminState.MAINT) {
            pool.remove(id);
        } else if (node.origin() == Origin.ANNOUNCED) {
            pool.left(id);
        }
        // Else a worker says goodbye that an operator had put here: the node stays, and its probes see when it is back.
    }
}
