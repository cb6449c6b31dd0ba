package scales.balancer.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import scales.balancer.node.Node;
import scales.balancer.node.Snapshot;

/**
 * Who may serve one request at one moment.
 *
 * @param open   nodes that take any client and have a free place, in the order of joining
 * @param held   the node that the client's affinity names, when it takes this client and has a place; else null
 * @param traits the request
 * @param pool   as it was at that moment
 */
public record Candidates(List<Node> open, Node held, Traits traits, Snapshot pool) {

    /** @param tried nodes that failed this request already */
    public static Candidates of(Snapshot pool, Traits traits, Set<String> tried) {
        List<Node> open = pool.limited() || !tried.isEmpty() ? free(pool.open(), tried) : pool.open();
        Node held = pool.find(traits.affinity());
        boolean holds = held != null && held.acceptsHeld() && held.hasPlace() && !tried.contains(held.id());
        return new Candidates(open, holds ? held : null, traits, pool);
    }

    /** The very list when it is about all of them: strategies keep what they know of it, and thousands are not copied. */
    private static List<Node> free(List<Node> open, Set<String> tried) {
        List<Node> free = null;
        for (int i = 0; i < open.size(); i++) {
            Node node = open.get(i);
            if (!node.hasPlace() || !tried.isEmpty() && tried.contains(node.id())) {
                free = free == null ? new ArrayList<>(open.subList(0, i)) : free;
            } else if (free != null) {
                free.add(node);
            }
        }
        return free == null ? open : free;
    }
}
