package scales.balancer.stats;

/** How many of something happened within the last second, and at most. Guarded by itself. */
final class Rate {
    private static final long SECOND = 1_000_000_000L;

    private long second = Long.MIN_VALUE;
    private long now;
    private long before;
    private long most;

    synchronized void count(long nanos) {
        advance(nanos);
        now++;
        most = Math.max(most, now);
    }

    /** The whole second before this one. */
    synchronized long perSecond(long nanos) {
        advance(nanos);
        return before;
    }

    synchronized long most() {
        return most;
    }

    synchronized void resetMost() {
        most = 0;
    }

    synchronized void reset() {
        now = 0;
        before = 0;
        most = 0;
    }

    private void advance(long nanos) {
        long current = Math.floorDiv(nanos, SECOND);
        if (current != second) {
            before = current == second + 1 ? now : 0;
            now = 0;
            second = current;
        }
    }
}
