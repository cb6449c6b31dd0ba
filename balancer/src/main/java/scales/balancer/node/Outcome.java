package scales.balancer.node;

/** How an attempt ended, as strategies and passive health need to know it. */
public enum Outcome {
    /** The node answered, whatever the status. */
    SUCCEEDED,
    /** The node's fault: refused, reset, silent. */
    FAILED,
    /** Nobody's fault: the client left, or the node said it was busy. */
    ABANDONED
}
