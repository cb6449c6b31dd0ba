package scales.balancer.strategy;

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
        List<Node> open = pool.open();
        if (pool.limited() || !tried.isEmpty()) {
            open = open.stream().filter(node -> node.hasPlace() && !tried.contains(node.id())).toList();
        }
        Node held = pool.find(traits.affinity());
        boolean holds = held != null && held.acceptsHeld() && held.hasPlace() && !tried.contains(held.id());
        return new Candidates(open, holds ? held : null, traits, pool);
    }
}
