package scales.balancer.node;

/**
 * Something that happened to the pool.
 *
 * @param nodeId the node, or {@code ""} when it is about the whole pool
 * @param text   one sentence; for states and health HAProxy's own
 */
public record Change(Kind kind, String nodeId, String text) {
    /** What changed. */
    public enum Kind {
        HEALTH,
        EJECTION,
        ADMIN,
        WEIGHT,
        LIMIT,
        MEMBERSHIP,
        POOL
    }
}
