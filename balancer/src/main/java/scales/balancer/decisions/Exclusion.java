package scales.balancer.decisions;

import java.util.Set;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;

/** Why a node was no candidate. */
public enum Exclusion {
    /** It failed this request already. */
    TRIED("already tried"),
    MAINT("in MAINT"),
    DOWN("DOWN"),
    /** Too many requests failed there lately. */
    EJECTED("ejected"),
    /** Its worker says that it is about to leave. */
    STOPPING("stopping"),
    DRAIN("in DRAIN"),
    WEIGHTLESS("weight 0"),
    /** It had as many requests in flight as its limit allows. */
    FULL("full");

    private final String text;

    Exclusion(String text) {
        this.text = text;
    }

    /** To follow "is". */
    public String text() {
        return text;
    }

    /**
     * Why it was not open to a client that may go anywhere.
     *
     * @param node as it was seen then; when nothing else kept it out, it had no place
     */
    static Exclusion ofOpen(Node node, Set<String> tried) {
        Exclusion closed = ofHeld(node, tried);
        if (closed != FULL) {
            return closed;
        }
        if (node.admin() == AdminState.DRAIN) {
            return DRAIN;
        }
        return node.weight() == 0 ? WEIGHTLESS : FULL;
    }

    /** Why it was closed even to a client whose affinity names it. */
    static Exclusion ofHeld(Node node, Set<String> tried) {
        if (tried.contains(node.id())) {
            return TRIED;
        }
        if (node.admin() == AdminState.MAINT) {
            return MAINT;
        }
        if (!node.health().isUp()) {
            return DOWN;
        }
        if (node.ejection().keepsOut()) {
            return EJECTED;
        }
        return node.stopping() ? STOPPING : FULL;
    }
}
