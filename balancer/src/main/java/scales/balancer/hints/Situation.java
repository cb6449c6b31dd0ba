package scales.balancer.hints;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import scales.balancer.decisions.AffinityOutcome;
import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Decisions;
import scales.balancer.node.Node;
import scales.balancer.strategy.Strategies;

/**
 * What the rules look at.
 *
 * @param nodes in the order of joining
 * @param picks that this strategy made in the last minutes, the newest first
 */
public record Situation(Strategies.Named strategy, List<Node> nodes, List<Decision> picks) {
    /** Fewer prove nothing. */
    static final int ENOUGH = 50;

    /** "Nearly all". */
    static final double NEARLY_ALL = 0.9;

    private static final int MOST = 500;
    private static final long RECENT_MILLIS = Duration.ofMinutes(5).toMillis();

    /** @param nowMillis as {@link System#currentTimeMillis} */
    public static Situation of(Strategies.Named strategy, List<Node> nodes, Decisions decisions, long nowMillis) {
        return new Situation(strategy, nodes, decisions.last(MOST, decision -> decision.trail().strategy() == strategy
                && decision.chosen() != null && nowMillis - decision.wallMillis() <= RECENT_MILLIS));
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
