package scales.balancer.node;

import java.time.Duration;

/**
 * When a node is ejected for what requests of clients met there, and for how long. After Envoy's outlier detection
 * (consecutive gateway failures) and HAProxy's {@code observe layer7}.
 *
 * @param after failures in a row, 0 for never
 * @param time  of the first ejection; each further one soon after takes twice as long
 * @param most  of any ejection
 */
public record EjectionRule(int after, Duration time, Duration most) {

    boolean isDue(Load load) {
        return after > 0 && load.failuresInARow() >= after;
    }

    /** @param count recent ejections, this one included */
    long nanos(int count) {
        long nanos = time.toNanos();
        for (int i = 1; i < count && nanos < most.toNanos(); i++) {
            nanos *= 2;
        }
        return Math.min(nanos, most.toNanos());
    }

    /** Not counted beyond the longest time, or a bad day would take months to be forgotten. */
    int next(int count) {
        return count > 0 && nanos(count) == most.toNanos() ? count : count + 1;
    }
}
