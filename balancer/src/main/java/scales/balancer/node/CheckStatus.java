package scales.balancer.node;

/** How a health check ended. Codes and texts are those of HAProxy's {@code check_status} column (management guide, 9.1). */
public enum CheckStatus {
    INI("initializing", false),
    L4CON("Layer4 connection problem", false),
    L4TOUT("Layer4 timeout", false),
    L7OK("Layer7 check passed", true),
    /** It is well and about to leave: new clients go elsewhere, as with HAProxy's {@code disable-on-404}. */
    L7OKC("Layer7 check conditionally passed", true),
    L7STS("Layer7 wrong status", false),
    L7RSP("Layer7 invalid response", false),
    L7TOUT("Layer7 timeout", false),
    /** Found by requests of clients, not by a probe. */
    HANA("Health analyze", false);

    private final String text;
    private final boolean passed;

    CheckStatus(String text, boolean passed) {
        this.text = text;
        this.passed = passed;
    }

    public String text() {
        return text;
    }

    public boolean passed() {
        return passed;
    }
}
