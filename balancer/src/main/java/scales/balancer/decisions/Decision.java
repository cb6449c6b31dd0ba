package scales.balancer.decisions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scales.balancer.node.Node;
import scales.balancer.retry.Failure;
import scales.balancer.strategy.Pick;

/**
 * One pick, and all that was seen when it was made. It only keeps references to what the pick was made of; whatever is to be
 * read in it is worked out when somebody reads.
 */
public final class Decision {
    private final long number;
    private final long wallMillis;
    private final Trail trail;
    private final int attempt;
    private final List<Node> nodes;
    private final List<Node> open;
    private final Pick pick;
    private final String whyNobody;
    private final Set<String> tried;
    private final long waitedNanos;
    private volatile Failure failure;
    private volatile int status;
    private volatile long latencyNanos;

    Decision(long number, long wallMillis, Trail trail, List<Node> nodes, List<Node> open, Pick pick, String whyNobody,
            Set<String> tried, long waitedNanos) {
        this.number = number;
        this.wallMillis = wallMillis;
        this.trail = trail;
        this.attempt = trail.attempts();
        this.nodes = nodes;
        this.open = open;
        this.pick = pick;
        this.whyNobody = whyNobody;
        this.tried = tried;
        this.waitedNanos = waitedNanos;
    }

    void failed(Failure how) {
        failure = how;
    }

    void answered(int answer, long afterNanos) {
        latencyNanos = afterNanos;
        status = answer;
    }

    /** From 1, in the order of picking, without gaps. */
    public long number() {
        return number;
    }

    /** Since the epoch. */
    public long wallMillis() {
        return wallMillis;
    }

    /** The request that it was made for. */
    public Trail trail() {
        return trail;
    }

    /** From 1. */
    public int attempt() {
        return attempt;
    }

    /** Null when nobody took the request. */
    public Node chosen() {
        return pick == null ? null : pick.node();
    }

    /** The strategy's own clause; or why nobody took the request. */
    public String clause() {
        return pick == null ? whyNobody : pick.reason();
    }

    /** How many candidates were equally good, the chosen one included. */
    public int tied() {
        return pick == null ? 0 : pick.tied();
    }

    /** How many nodes were open to any client. */
    public int openNodes() {
        return open.size();
    }

    /** What the strategy compared, of the chosen one; not a number when it compared nothing. */
    public double score() {
        return pick == null || pick.scores().length == 0 ? Double.NaN : pick.scores()[open.indexOf(pick.node())];
    }

    /** Who might have served, each with what the strategy compared (lower is better), or null when it compared nothing. */
    public Map<Node, Double> candidates() {
        Map<Node, Double> candidates = new LinkedHashMap<>();
        for (int i = 0; i < open.size(); i++) {
            candidates.put(open.get(i), pick.scores().length == 0 ? null : pick.scores()[i]);
        }
        if (pick != null) {
            // A drained node is a candidate only for the client whose cookie names it.
            candidates.putIfAbsent(pick.node(), null);
        }
        return candidates;
    }

    /** Who could not serve, and why. */
    public Map<Node, Exclusion> leftOut() {
        Map<Node, Double> candidates = candidates();
        Map<Node, Exclusion> leftOut = new LinkedHashMap<>();
        nodes.stream().filter(node -> !candidates.containsKey(node))
                .forEach(node -> leftOut.put(node, Exclusion.ofOpen(node, tried)));
        return leftOut;
    }

    public AffinityOutcome affinity() {
        if (!trail.strategy().sticky()) {
            return AffinityOutcome.NONE;
        }
        if (trail.named() == null) {
            return AffinityOutcome.NEW;
        }
        if (pick != null && pick.node().id().equals(trail.named())) {
            return AffinityOutcome.HIT;
        }
        return named() == null ? AffinityOutcome.MISSED : AffinityOutcome.MOVED;
    }

    /** Why the node that the client's cookie names did not take it; {@code ""} when it did, or none is named. */
    public String whyNotNamed() {
        return switch (affinity()) {
            case MISSED -> "there is no such node";
            case MOVED -> "it is " + Exclusion.ofHeld(named(), tried).text();
            case NONE, NEW, HIT -> "";
        };
    }

    private Node named() {
        return nodes.stream().filter(node -> node.id().equals(trail.named())).findFirst().orElse(null);
    }

    /** In the balancer's queue, all attempts so far together. */
    public long waitedNanos() {
        return waitedNanos;
    }

    /** What became of this attempt. */
    public String outcome() {
        if (pick == null) {
            return "nobody took it";
        }
        if (failure != null) {
            return failure.text();
        }
        if (status != 0) {
            return "answered with " + status;
        }
        return trail.isUnderWay() ? "under way" : "given up";
    }

    /** From sending to the first byte of the answer; 0 when there was none. */
    public long latencyNanos() {
        return latencyNanos;
    }
}
