package scales.balancer.proxy;

import scales.balancer.decisions.Trail;
import scales.balancer.node.Node;

/**
 * How an exchange ended.
 *
 * @param node        the last one that worked on it, or null
 * @param status      what the client got, 0 for no complete answer
 * @param bytesIn     of the request's body
 * @param bytesOut    of the answer's body
 * @param traceparent as the client sent it (W3C Trace Context), or null
 */
public record Ending(Trail trail, Node node, int status, Termination end, long bytesIn, long bytesOut, Times times,
        String traceparent) {

    /**
     * Where the time went, in nanoseconds.
     *
     * @param read     until the request was read ahead
     * @param queue    waiting for a place, all attempts together
     * @param connect  until the last attempt had a connection, or {@link #NEVER}
     * @param response from the last attempt's begin, connecting included, to the first byte of its answer; 0 when there was none
     */
    public record Times(long read, long queue, long connect, long response, long total) {
        /** It did not come to that. */
        public static final long NEVER = -1;
    }

    public boolean clientLeft() {
        return end == Termination.CLIENT_LEFT;
    }
}
