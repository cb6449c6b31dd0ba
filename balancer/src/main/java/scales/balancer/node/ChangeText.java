package scales.balancer.node;

import java.util.List;

/** The sentences of HAProxy's log ({@code srv_update_status}, {@code srv_append_status} in its {@code server.c}). */
final class ChangeText {
    private ChangeText() {}

    static String down(Node node, Check why, List<Node> after) {
        return server(node) + " is DOWN, reason: " + why.text() + "." + left(node, after);
    }

    static String up(Node node, Check why, List<Node> after) {
        return server(node) + " is UP, reason: " + why.text() + ". " + active(after)
                + " active and 0 backup servers online. 0 sessions requeued, 0 total in queue.";
    }

    static String ejected(Node node, long nowNanos, List<Node> after) {
        return server(node) + " is DOWN, reason: Health analyze, info: \"" + node.ejection().reason() + "\", ejected for "
                + node.ejection().left(nowNanos).toMillis() + "ms." + left(node, after);
    }

    static String readmitted(Node node) {
        return server(node) + " is " + node.status() + " (leaving ejection).";
    }

    static String panic(boolean begins) {
        return begins
                ? "backend 'nodes' panics: more than half of its servers would be out, ejections are ignored."
                : "backend 'nodes' has calmed down: ejections count again.";
    }

    static String admin(AdminState before, Node node, List<Node> after) {
        return switch (node.admin()) {
            case DRAIN -> server(node) + " enters drain state." + left(node, after);
            case MAINT -> server(node) + " is going DOWN for maintenance." + left(node, after);
            case READY -> before == AdminState.MAINT
                    ? server(node) + " is UP/READY (leaving forced maintenance)."
                    : server(node) + " is " + (node.isUp() ? "UP" : "DOWN") + " (leaving forced drain).";
        };
    }

    static String stopping(Node node, List<Node> after) {
        return server(node) + " is stopping." + left(node, after);
    }

    static String joined(Node node) {
        return server(node) + " joined at " + node.address() + ", weight " + node.weight() + ", state "
                + node.admin().word() + ".";
    }

    static String back(Node node) {
        return server(node) + " is back at " + node.address() + ".";
    }

    static String left(Node node, String why, List<Node> after) {
        return server(node) + " " + why + "." + left(node, after);
    }

    static String limit(Node node) {
        return server(node) + (node.limit() == 0 ? " has no limit now." : " has limit " + node.limit() + " now.");
    }

    static String noneAvailable() {
        return "backend 'nodes' has no server available!";
    }

    static String server(Node node) {
        return "Server nodes/" + node.id();
    }

    private static String left(Node node, List<Node> after) {
        return " " + active(after) + " active and 0 backup servers left. " + node.inFlight()
                + " sessions active, 0 requeued, 0 remaining in queue.";
    }

    private static long active(List<Node> nodes) {
        return nodes.stream().filter(Node::acceptsNew).count();
    }
}
