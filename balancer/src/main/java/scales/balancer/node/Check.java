package scales.balancer.node;

/**
 * The result of one health check.
 *
 * @param code           the HTTP status, or 0 when there was none
 * @param durationMillis how long the check took
 */
public record Check(CheckStatus status, int code, long durationMillis) {
    /** A node that nobody has looked at yet. */
    public static final Check NONE = new Check(CheckStatus.INI, 0, 0);

    public boolean passed() {
        return status.passed();
    }

    /** As in HAProxy's log: {@code Layer7 timeout, check duration: 2001ms}. */
    public String text() {
        return status.text() + (code > 0 ? ", code: " + code : "") + ", check duration: " + durationMillis + "ms";
    }
}
