package scales.balancer.node;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much a node has to do right now, and how it fares with it. One instance follows a node through all its snapshots; any
 * thread may write it.
 */
public final class Load {
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    private volatile long heardNanos;

    /** The node said something, whoever asked. */
    public void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** When it last said something, on the clock of {@link #heard}; 0 for never. */
    public long heardNanos() {
        return heardNanos;
    }

    /** Attempts that hold a place on the node. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Attempts that the node failed since one succeeded. */
    int failuresInARow() {
        return failures.get();
    }

    void failed() {
        failures.incrementAndGet();
    }

    /** Ends a row of failures: an attempt succeeded, or somebody vouches for the node. */
    void endRow() {
        // Read first: a write for every request would have the cores fight for this line of their caches.
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /**
     * Takes a place.
     *
     * @param limit most places, 0 for no limit
     * @return false when all are taken
     */
    boolean enter(int limit) {
        if (limit == 0) {
            inFlight.incrementAndGet();
            return true;
        }
        int now;
        do {
            now = inFlight.get();
            if (now >= limit) {
                return false;
            }
        } while (!inFlight.compareAndSet(now, now + 1));
        return true;
    }

    void leave() {
        inFlight.decrementAndGet();
    }
}
