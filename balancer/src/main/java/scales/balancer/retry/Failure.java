package scales.balancer.retry;

import scales.balancer.node.Lease;

/** Why an attempt did not bring an answer: what the client gets when nobody else can help, and whom to blame. */
public enum Failure {
    /** Nothing was sent: refused, no route, no connection in time. */
    UNREACHABLE(502, true, "could not be reached"),
    /** The connection broke after something was sent, or the answer made no sense. */
    BROKEN(502, true, "broke off"),
    /** No answer in time. */
    TIMED_OUT(504, true, "did not answer in time"),
    /** Its checks gave the node up while the request waited; they have counted it already. */
    DOWN(502, false, "went DOWN"),
    /** The node itself said that it has no place now. */
    BUSY(503, false, "is busy");

    private final int status;
    private final boolean blamesNode;
    private final String text;

    Failure(int status, boolean blamesNode, String text) {
        this.status = status;
        this.blamesNode = blamesNode;
        this.text = text;
    }

    /** The status for the client (RFC 9110, 15.6). */
    public int status() {
        return status;
    }

    /** Whether passive health counts it against the node. */
    public boolean blamesNode() {
        return blamesNode;
    }

    /** Ends a lease on the node as one that ended so. */
    public void end(Lease lease) {
        if (blamesNode) {
            lease.failed();
        } else {
            lease.abandoned();
        }
    }

    /** To follow a node's name. */
    public String text() {
        return text;
    }
}
