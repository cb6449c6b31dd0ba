package scales.balancer.retry;

import java.util.function.LongSupplier;

/**
 * Retries may add only so much to the load, or they would finish off nodes that are in trouble already. Every request
 * pays in a share of a retry and a trickle flows in besides, so that few requests can be retried too (Finagle's
 * {@code RetryBudget}).
 */
public final class RetryBudget {
    private static final double TRICKLE_PER_SECOND = 10;
    private static final double MOST_SAVED = 100;

    private final double share;
    private final LongSupplier nanoClock;
    private double balance = MOST_SAVED / 2;
    private long countedNanos;

    /**
     * @param share     retries per request, such as 0.2
     * @param nanoClock as {@link System#nanoTime}
     */
    public RetryBudget(double share, LongSupplier nanoClock) {
        this.share = share;
        this.nanoClock = nanoClock;
        this.countedNanos = nanoClock.getAsLong();
    }

    /** A request came in. */
    public synchronized void deposit() {
        balance = Math.min(MOST_SAVED, balance + share);
    }

    /** @return whether one more retry can be paid for; if so, it is */
    public synchronized boolean withdraw() {
        long now = nanoClock.getAsLong();
        balance = Math.min(MOST_SAVED, balance + (now - countedNanos) / 1e9 * TRICKLE_PER_SECOND);
        countedNanos = now;
        if (balance < 1) {
            return false;
        }
        balance -= 1;
        return true;
    }
}
