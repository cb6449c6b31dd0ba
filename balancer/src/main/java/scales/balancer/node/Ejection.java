package scales.balancer.node;

import java.time.Duration;

/**
 * What requests of clients found out about a node, apart from what its checks say. Times are on the pool's clock.
 *
 * @param count   recent ejections; falls by one for each time of the length of the last one in which no request failed
 * @param out     whether it is ejected now
 * @param ignored whether that is disregarded, as too many nodes would be out (see {@link Panic})
 * @param stamp   in nanoseconds: when the ejection ends, or if it is not ejected, since when no request failed
 * @param reason  a clause for people, {@code ""} when not ejected
 */
public record Ejection(int count, boolean out, boolean ignored, long stamp, String reason) {
    public static final Ejection NONE = new Ejection(0, false, false, 0, "");

    /** Whether the node gets nothing because of it. */
    public boolean keepsOut() {
        return out && !ignored;
    }

    /** @return until it ends by itself, never negative */
    public Duration left(long nowNanos) {
        return out ? Duration.ofNanos(Math.max(0, stamp - nowNanos)) : Duration.ZERO;
    }

    Ejection begun(EjectionRule rule, String why, long nowNanos) {
        int next = rule.next(faded(rule, nowNanos).count);
        return new Ejection(next, true, false, nowNanos + rule.nanos(next), why);
    }

    boolean isOver(long nowNanos) {
        return out && nowNanos - stamp >= 0;
    }

    Ejection ended(long nowNanos) {
        return new Ejection(count, false, false, nowNanos, "");
    }

    /** A request failed, which is not enough for an ejection, but good conduct starts anew. */
    Ejection disturbed(EjectionRule rule, long nowNanos) {
        return new Ejection(faded(rule, nowNanos).count, false, false, nowNanos, "");
    }

    Ejection butIgnored() {
        return new Ejection(count, out, true, stamp, reason);
    }

    private Ejection faded(EjectionRule rule, long nowNanos) {
        int left = count;
        long since = stamp;
        while (left > 0 && nowNanos - since >= rule.nanos(left)) {
            since += rule.nanos(left);
            left--;
        }
        return new Ejection(left, false, false, since, "");
    }
}
