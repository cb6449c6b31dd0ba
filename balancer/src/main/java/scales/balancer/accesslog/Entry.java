package scales.balancer.accesslog;

import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Sentence;
import scales.balancer.decisions.Trail;
import scales.balancer.proxy.Ending;
import scales.balancer.proxy.Termination;

/**
 * What a line says. Strings may be null, and hold whatever a client sent.
 *
 * @param startMillis when the request's head came, since the epoch
 * @param reason      why it went to its node, for people
 * @param times       null when it was no request to forward
 */
record Entry(long startMillis, String requestId, String client, String method, String path, int status, String node, String strategy,
        String reason, int attempts, String affinity, String end, long bytesIn, long bytesOut, Ending.Times times, String traceparent) {

    static Entry of(Ending ending, long endMillis) {
        Trail trail = ending.trail();
        Decision last = trail.last();
        return new Entry(endMillis - ending.times().total() / 1_000_000, trail.requestId(), trail.client(), trail.method(), trail.path(),
                ending.status(), ending.node() == null ? null : ending.node().id(), trail.strategy().name(),
                last == null ? null : Sentence.of(last), trail.attempts(), last == null ? null : last.affinity().word(),
                ending.end().word(), ending.bytesIn(), ending.bytesOut(), ending.times(), ending.traceparent());
    }

    static Entry ofRefused(int status, String client, String method, String path, long millis) {
        return new Entry(millis, null, client, method, path, status, null, null, null, 0, null, Termination.REFUSED.word(), 0, 0, null, null);
    }

    /** From sending on a connection that is there to the first byte of the answer: HAProxy's Tr. */
    long responseNanos() {
        return times.response() == 0 ? Ending.Times.NEVER : times.response() - times.connect();
    }
}
