package scales.balancer.node;

import java.util.LinkedHashMap;
import java.util.Map;

/** Nodes that left and may come back: the last thousand, with what the operator wanted of them. Confined as the pool is. */
final class Departed {
    private static final int MOST = 1_000;

    private final Map<String, Node> nodes = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Node> eldest) {
            return size() > MOST;
        }
    };
    private int lastNumber;

    void keep(Node node) {
        nodes.put(node.id(), node);
    }

    void forget(String id) {
        nodes.remove(id);
    }

    /**
     * @return a new node, or the one of that name with the number and the admin state that it had, and its weight and its
     *     limit if an operator had changed them
     */
    Node back(Newcomer who, Health health) {
        Node before = nodes.get(who.id());
        if (before == null) {
            Node fresh = new Node(who.id(), lastNumber + 1, who.address(), who.weight(), who.weight(), SlowStart.WHOLE_PERCENT, who.limit(),
                    who.limit(), AdminState.READY, health, Ejection.NONE, false, who.origin(), new Load());
            lastNumber++;
            return fresh;
        }
        boolean weightWasChanged = before.weight() != before.initialWeight();
        boolean limitWasChanged = before.limit() != before.initialLimit();
        Node back = new Node(who.id(), before.number(), who.address(), weightWasChanged ? before.weight() : who.weight(), who.weight(),
                SlowStart.WHOLE_PERCENT, limitWasChanged ? before.limit() : who.limit(), who.limit(), before.admin(), health, Ejection.NONE,
                false, who.origin(), before.load());
        // Only now: a refused weight or limit throws above, and must not cost the memory.
        nodes.remove(who.id());
        return back;
    }
}
