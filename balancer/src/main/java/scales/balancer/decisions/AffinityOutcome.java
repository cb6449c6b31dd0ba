package scales.balancer.decisions;

import java.util.Locale;

/** What a client's affinity did for it. */
public enum AffinityOutcome {
    /** The strategy knows no affinity. */
    NONE,
    /** The client brought no name of a node. */
    NEW,
    /** It went where its cookie says. */
    HIT,
    /** Its cookie names no node that there is. */
    MISSED,
    /** Its cookie names a node that did not take it; it got another one. */
    MOVED;

    private final String word = name().toLowerCase(Locale.ROOT);

    public String word() {
        return word;
    }
}
