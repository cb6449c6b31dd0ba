package scales.balancer.node;

import java.util.Locale;

/** What the operator wants of a node. */
public enum AdminState {
    /** Takes every client. */
    READY,
    /** Takes only clients whose affinity names it. */
    DRAIN,
    /** Takes nobody and is not probed. */
    MAINT;

    /** The word of the admin API and the command line: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
