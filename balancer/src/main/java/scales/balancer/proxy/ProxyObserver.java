package scales.balancer.proxy;

import scales.balancer.node.Node;
import scales.balancer.retry.Failure;
import scales.balancer.strategy.Candidates;
import scales.balancer.strategy.Pick;
import scales.balancer.strategy.Strategies;

/** Is told what happens on the proxy's way. Called on event loops, several at once; must not block. */
public interface ProxyObserver {
    /** A client connected. */
    void connected();

    /** A client's connection is gone. */
    void disconnected();

    /** What a client sent was no request to forward, and it was told so. */
    void refused(int status);

    void arrived();

    /** A node was picked, and a place on it taken. */
    void picked(Strategies.Named strategy, Candidates candidates, Pick pick);

    /** The place on the node is free again. */
    void released(Node node);

    /** @param latencyNanos from sending to the first byte of the answer */
    void answered(Node node, int status, long latencyNanos);

    /**
     * An attempt brought no answer.
     *
     * @param retried whether it goes on elsewhere
     */
    void failed(Node node, Failure failure, boolean retried);

    /** An exchange is over, whatever became of it. */
    void ended(Ending ending);

    /**
     * How an exchange ended.
     *
     * @param node          the last one that worked on it, or null
     * @param status        what the client got, 0 for no complete answer
     * @param clientLeft    whether the client left before the answer was complete
     * @param bytesIn       of the request's body
     * @param bytesOut      of the answer's body
     * @param queueNanos    waiting for a place
     * @param responseNanos from sending to the first byte of the answer; 0 when there was none
     */
    record Ending(Node node, int status, boolean clientLeft, long bytesIn, long bytesOut, long queueNanos, long responseNanos,
            long totalNanos) {}
}
