package scales.balancer.retry;

import java.time.Duration;

/**
 * How long an exchange waits. Pure: moments come in as nanoseconds of one clock.
 *
 * @param response for an answer to begin, since the node last took some of the request
 * @param stall    without a byte of an answer that has begun
 * @param total    from the end of the request to the end of the answer; zero for no end
 * @param silence  of a node that is DOWN, before its requests go elsewhere
 */
public record Patience(Duration response, Duration stall, Duration total, Duration silence) {
    /** It took longer than an exchange may in all. */
    public static final class Exhausted extends Exception {
        public Exhausted() {
            super("the exchange took too long in all", null, true, false);
        }
    }

    /** How long a node must be silent that is to be given up when it is DOWN: as long as brings it DOWN, if it says nothing to its checks. */
    public static Duration silence(Duration checkInterval, Duration checkTimeout, int fall) {
        return checkInterval.plus(checkTimeout).multipliedBy(fall);
    }

    public boolean isOverForNode(boolean answerBegan, long quietNanos) {
        return quietNanos >= (answerBegan ? stall : response).toNanos();
    }

    public boolean isOverInAll(long nanos) {
        return !total.isZero() && nanos >= total.toNanos();
    }

    /**
     * A node that only is slow also goes DOWN, as its checks time out, and yet answers one request after the other: taking
     * these away would do their work twice, and count clients on nodes that never saw them. A frozen one is silent towards
     * all. So both count: how long this request has waited, and how long ago the node said anything to anybody.
     *
     * @param nodeQuietNanos since the node last answered any request, or took some of this one if that is later
     */
    public boolean isOverForDownNode(long nodeQuietNanos) {
        return nodeQuietNanos >= silence.toNanos();
    }
}
