package scales.balancer.node;

import java.util.concurrent.atomic.AtomicBoolean;

/** A place on a node: counted in once, and out once by whichever end comes first. Any thread may end it. */
public final class Lease {

    /** Is told how a lease ended: statistics, the strategy, passive health. */
    public interface Listener {
        /** Just before the place is free again: who counts places taken counts it out now, and never counts more than there are. */
        default void ending(Node node) {}

        /** @param latencyNanos from taking the place to the node's answer; 0 unless {@link Outcome#SUCCEEDED} */
        void ended(Node node, Outcome outcome, long latencyNanos);
    }

    private final Node node;
    private final Listener listener;
    private final AtomicBoolean ended = new AtomicBoolean();

    private Lease(Node node, Listener listener) {
        this.node = node;
        this.listener = listener;
    }

    /** @return the lease, or null when the node's last place went to somebody else since it was picked */
    public static Lease take(Node node, Listener listener) {
        return node.load().enter(node.limit()) ? new Lease(node, listener) : null;
    }

    public Node node() {
        return node;
    }

    public void succeeded(long latencyNanos) {
        end(Outcome.SUCCEEDED, latencyNanos);
    }

    public void failed() {
        end(Outcome.FAILED, 0);
    }

    public void abandoned() {
        end(Outcome.ABANDONED, 0);
    }

    private void end(Outcome outcome, long latencyNanos) {
        if (ended.compareAndSet(false, true)) {
            count(outcome);
            listener.ending(node);
            node.load().leave();
            listener.ended(node, outcome, latencyNanos);
        }
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case SUCCEEDED -> node.load().endRow();
            case FAILED -> node.load().failed();
            // Nobody's fault: it says nothing about the node.
            case ABANDONED -> { }
        }
    }
}
