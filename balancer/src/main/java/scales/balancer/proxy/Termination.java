package scales.balancer.proxy;

import java.util.Locale;

/** By what an exchange came to its end. */
public enum Termination {
    /** The client got a node's answer, whole. */
    DONE,
    /** The client did not wait for it. */
    CLIENT_LEFT,
    /** The request was none to forward, or did not come whole. */
    REFUSED,
    /** No node took it, or none in time. */
    NO_PLACE,
    /** No node could be reached, or none gave an answer. */
    NODE_FAILED,
    /** No answer in time. */
    TIMED_OUT,
    /** The answer had begun and did not come to its end. */
    BROKEN_OFF,
    /** Of the balancer. */
    ERROR;

    /** @param status of the balancer's own answer, for which it is too late when one had {@code begun} */
    static Termination of(int status, boolean begun) {
        if (begun) {
            return BROKEN_OFF;
        }
        return switch (status) {
            case 500 -> ERROR;
            case 502 -> NODE_FAILED;
            case 503 -> NO_PLACE;
            case 504 -> TIMED_OUT;
            default -> REFUSED;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
