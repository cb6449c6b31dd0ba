package scales.balancer.node;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/** Who is in the pool. Confined as the pool is. */
final class Members {
    private final Map<String, Node> nodes = new LinkedHashMap<>();

    boolean contains(String id) {
        return nodes.containsKey(id);
    }

    /** @return the node, or null */
    Node get(String id) {
        return nodes.get(id);
    }

    Node find(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new NoSuchElementException("there is no node " + id);
        }
        return node;
    }

    void add(Node node) {
        nodes.put(node.id(), node);
    }

    Node remove(String id) {
        return nodes.remove(id);
    }

    Node update(String id, UnaryOperator<Node> change) {
        Node after = change.apply(find(id));
        nodes.put(id, after);
        return after;
    }

    boolean isPanicDue() {
        return Panic.isDue(List.copyOf(nodes.values()));
    }

    /** In the order of joining, as the world is to see them. */
    List<Node> seen() {
        List<Node> sorted = nodes.values().stream().sorted(Comparator.comparingInt(Node::number)).toList();
        return Panic.applied(isPanicDue(), sorted);
    }
}
