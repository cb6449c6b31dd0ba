package scales.balancer.node;

import java.util.List;

/**
 * Ejections are guesses. Once they and the nodes that are DOWN leave less than half of the nodes that the operator wants to
 * serve, it is more likely that something else is wrong, and the rest would be overrun: then ejections do not count. Envoy's
 * panic threshold, with its default of 50 %; unlike Envoy's, it never sends anything to a node that checks found DOWN.
 */
final class Panic {
    private Panic() {}

    static boolean isDue(List<Node> nodes) {
        List<Node> wanted = nodes.stream().filter(Node::isWanted).toList();
        long serving = wanted.stream().filter(node -> node.health().isUp() && !node.ejection().out()).count();
        boolean wouldHelp = nodes.stream().anyMatch(node -> node.ejection().out() && node.health().isUp());
        return wouldHelp && (2 * serving < wanted.size() || wanted.isEmpty());
    }

    /** @return the nodes as they are, or with their ejections ignored */
    static List<Node> applied(boolean panic, List<Node> nodes) {
        return panic ? nodes.stream().map(node -> node.ejection().out() ? node.with(node.ejection().butIgnored()) : node).toList() : nodes;
    }
}
