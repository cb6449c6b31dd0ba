package scales.balancer.hints;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import scales.balancer.node.Node;

/** First with a free place, but the first one always has a place. */
final class FirstWithoutLimit implements Rule {
    @Override
    public Optional<Hint> judge(Situation now) {
        List<Node> open = now.open();
        if (!now.isUnder("first") || open.size() < 2) {
            return Optional.empty();
        }
        // Whoever comes after the first node without a limit gets nothing.
        Node endless = open.stream().filter(node -> node.limit() == 0).findFirst().orElse(null);
        if (endless == null || endless == open.get(open.size() - 1)) {
            return Optional.empty();
        }
        List<String> idle = open.subList(open.indexOf(endless) + 1, open.size()).stream().map(Node::id).toList();
        return Optional.of(new Hint("first-without-limit", Hint.Severity.WARNING,
                "Under 'first' a node is asked only when all before it are full, and " + endless.id() + " has no limit: "
                        + idle.size() + " of " + open.size() + " nodes get nothing (" + idle.get(0)
                        + (idle.size() > 1 ? " and those after it" : "") + ").",
                "Give every node but the last a limit: PATCH /admin/nodes/" + endless.id() + " with {\"limit\":2}.",
                0, Map.of("withoutLimit", endless.id(), "idle", idle)));
    }
}
