package scales.balancer.proxy;

import scales.balancer.node.Node;

/** For how long a node has neither taken some of a request nor given some of its answer. Begins with an attempt. */
final class Quiet {
    private final Surroundings around;
    private final Node node;
    private final long startNanos;
    private long progressNanos;
    private boolean clientHolds;

    Quiet(Surroundings around, Node node) {
        this.around = around;
        this.node = node;
        this.startNanos = around.nanoClock().getAsLong();
        this.progressNanos = startNanos;
    }

    /** The node took some of the request. */
    void progressed() {
        progressNanos = around.nanoClock().getAsLong();
    }

    /** The node said something. */
    void heard() {
        progressed();
        node.load().heard(progressNanos);
    }

    /** While the client does not take what the node has said, the node is not to blame for its silence. */
    void clientHolds(boolean holds) {
        clientHolds = holds;
        progressed();
    }

    /** From the beginning to the last progress. */
    long sinceStart() {
        return progressNanos - startNanos;
    }

    /** @param awaitsClient whether the client is to send more */
    boolean isOverdue(long nowNanos, boolean began, boolean awaitsClient) {
        if (clientHolds || awaitsClient) {
            progressNanos = nowNanos;
            return false;
        }
        return around.settings().patience().isOverForNode(began, nowNanos - progressNanos);
    }

    /** Whether the node is DOWN, by its checks or by its failures, and nothing contradicts that. */
    boolean isLost(long nowNanos) {
        long heardNanos = node.load().heardNanos();
        long quiet = nowNanos - progressNanos;
        if (heardNanos != 0) {
            quiet = Math.min(quiet, nowNanos - heardNanos);
        }
        return around.settings().patience().isOverForDownNode(quiet) && isDown();
    }

    private boolean isDown() {
        Node now = around.pool().snapshot().find(node.id());
        return now == null || !now.isUp() || !now.address().isSamePlaceAs(node.address());
    }
}
