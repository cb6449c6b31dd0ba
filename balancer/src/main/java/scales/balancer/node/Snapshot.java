package scales.balancer.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pool at one moment; immutable but for each node's {@link Load}. */
public final class Snapshot {
    private final List<Node> nodes;
    private final List<Node> open;
    private final boolean limited;
    private final Map<String, Node> byId;

    Snapshot(List<Node> nodes) {
        this.nodes = List.copyOf(nodes);
        this.open = this.nodes.stream().filter(Node::acceptsNew).toList();
        this.limited = open.stream().anyMatch(node -> node.limit() > 0);
        this.byId = new LinkedHashMap<>();
        this.nodes.forEach(node -> byId.put(node.id(), node));
    }

    /** Every node, in the order of joining. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The nodes that take a new client, in the order of joining. The same list as long as nothing changes. */
    public List<Node> open() {
        return open;
    }

    /** Whether any open node has a limit, so that places need counting at all. */
    public boolean limited() {
        return limited;
    }

    /** The node of that name, or null. */
    public Node find(String id) {
        return id == null ? null : byId.get(id);
    }
}
