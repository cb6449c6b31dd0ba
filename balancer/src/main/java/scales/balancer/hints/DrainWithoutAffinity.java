package scales.balancer.hints;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;

/** A node is drained for its clients' sake, but no client belongs to it. */
final class DrainWithoutAffinity implements Rule {
    @Override
    public Optional<Hint> judge(Situation now) {
        List<String> drained =
                now.nodes().stream().filter(node -> node.admin() == AdminState.DRAIN).map(Node::id).toList();
        if (now.strategy().sticky() || drained.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Hint("drain-without-affinity", Hint.Severity.NOTICE,
                String.join(", ", drained) + (drained.size() == 1 ? " is" : " are") + " in DRAIN, but " + now.strategy().name()
                        + " keeps no client on a node: whoever was there has moved with the next request, as with MAINT.",
                "To let clients finish where they are, take sticky-cookie+" + now.strategy().name() + " before draining.",
                0, Map.of("drained", drained, "strategy", now.strategy().name())));
    }
}
