package scales.balancer.hints;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import scales.balancer.decisions.AffinityOutcome;
import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Decisions;
import scales.balancer.node.Node;
import scales.balancer.strategy.Strategies;

/**
 * What the rules look at.
 *
 * @param nodes   in the order of joining
 * @param picks   the last ones that this strategy made, of the last minutes, the newest first
 * @param answers of a node to picks of this strategy in the last minutes, the newest first; further back than {@code picks}, as others
 *                take over the picks of a node that is out
 */
public record Situation(Strategies.Named strategy, List<Node> nodes, List<Decision> picks, Function<Node, List<Decision>> answers) {
    /** Fewer prove nothing. */
    static final int ENOUGH = 50;

    /** "Nearly all". */
    static final double NEARLY_ALL = 0.9;

    private static final int MOST = 500;
    private static final long RECENT_MILLIS = Duration.ofMinutes(5).toMillis();

    /** @param nowMillis as {@link System#currentTimeMillis} */
    public static Situation of(Strategies.Named strategy, List<Node> nodes, Decisions decisions, long nowMillis) {
        Predicate<Decision> recent = decision -> decision.trail().strategy() == strategy
                && decision.chosen() != null && nowMillis - decision.wallMillis() <= RECENT_MILLIS;
        return new Situation(strategy, nodes, decisions.last(MOST, recent), node -> decisions.last(MOST,
                recent.and(decision -> decision.chosen().id().equals(node.id()) && decision.latencyNanos() > 0)));
    }

    /** Whether that strategy is at work, with affinity over it or not. */
    boolean isUnder(String plain) {
        return strategy.name().equals(plain) || strategy.name().equals(Strategies.STICKY + "+" + plain);
    }

    List<Node> open() {
        return nodes.stream().filter(Node::acceptsNew).toList();
    }

    /** The picks that were the strategy's own, as no affinity decided, and that had a choice. */
    List<Decision> choices() {
        return picks(pick -> pick.affinity() != AffinityOutcome.HIT && pick.openNodes() > 1);
    }

    List<Decision> picks(Predicate<Decision> wanted) {
        return picks.stream().filter(wanted).toList();
    }

    static long since(List<Decision> picks) {
        return picks.isEmpty() ? 0 : picks.get(picks.size() - 1).wallMillis();
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
