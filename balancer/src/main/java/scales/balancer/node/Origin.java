package scales.balancer.node;

/** How a node came into the pool. */
public enum Origin {
    /** By option, environment or file. */
    STATIC,
    /** By an operator, live. */
    ADMIN,
    /** By the worker itself; it must renew or it expires. */
    ANNOUNCED
}
