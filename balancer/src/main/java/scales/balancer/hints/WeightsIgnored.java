package scales.balancer.hints;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import scales.balancer.decisions.AffinityOutcome;
import scales.balancer.node.Node;

/** Weights differ, but nothing that decides looks at them. */
final class WeightsIgnored implements Rule {
    @Override
    public Optional<Hint> judge(Situation now) {
        Map<String, Object> weights = new LinkedHashMap<>();
        now.open().forEach(node -> weights.put(node.id(), node.weight()));
        if (now.open().stream().map(Node::weight).distinct().count() < 2) {
            return Optional.empty();
        }
        if (now.isUnder("first")) {
            return Optional.of(new Hint("weights-ignored", Hint.Severity.NOTICE,
                    "The nodes weigh differently, but 'first' does not look at weights.",
                    "Take limits to share load under 'first', or a strategy that knows weights, such as round-robin.",
                    0, weights));
        }
        int held = now.picks(pick -> pick.affinity() == AffinityOutcome.HIT).size();
        if (now.picks().size() < Situation.ENOUGH || held < Situation.NEARLY_ALL * now.picks().size()) {
            return Optional.empty();
        }
        return Optional.of(new Hint("weights-ignored", Hint.Severity.NOTICE,
                "The nodes weigh differently, but " + Situation.percent((double) held / now.picks().size()) + " of the last "
                        + now.picks().size() + " requests went where their cookie says: weights have no effect on clients that stick.",
                "To see weights at work let clients clear their cookies, or take " + now.strategy().name().split("\\+")[1]
                        + " without sticky-cookie.",
                Situation.since(now.picks()), weights));
    }
}
