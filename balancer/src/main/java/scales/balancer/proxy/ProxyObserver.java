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

    /**
     * What a client sent was no request to forward, and it was told so.
     *
     * @param client its address
     * @param method null when it was none
     * @param path   null when it was none; as the client sent it
     */
    void refused(int status, String client, String method, String path);

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
}
