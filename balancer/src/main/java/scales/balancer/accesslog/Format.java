package scales.balancer.accesslog;

/** How a line looks. */
public enum Format {
    /** No lines at all. */
    NONE,
    /** For people and awk. */
    TEXT,
    /** For everything else. */
    JSON
}
