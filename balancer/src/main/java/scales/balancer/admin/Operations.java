package scales.balancer.admin;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scales.balancer.decisions.Decisions;
import scales.balancer.hints.Hint;
import scales.balancer.hints.Hints;
import scales.balancer.hints.Situation;
import scales.balancer.node.Address;
import scales.balancer.node.AdminState;
import scales.balancer.node.Ejection;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;
import scales.balancer.proxy.Affinity;
import scales.balancer.proxy.AffinitySwitch;
import scales.balancer.stats.Events;
import scales.balancer.stats.StatsBook;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.StrategySwitch;

/**
 * What an operator may do, by whichever way he says it: HTTP, command line or page. Confined to the control context.
 * Unknown nodes are {@link NoSuchElementException}, wrong values {@link IllegalArgumentException}, refused changes
 * {@link IllegalStateException}; their messages are for him.
 */
public final class Operations {
    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final Pool pool;
    private final Placement placement;
    private final StrategySwitch strategies;
    private final AffinitySwitch affinity;
    private final StatsBook stats;
    private final Decisions decisions;
    private final Events events;
    private final LongSupplier nanoClock;
    private final Membership membership;
    private final Draining draining;
    private boolean leaving;
    private int resets;

    public Operations(Pool pool, Placement placement, StrategySwitch strategies, AffinitySwitch affinity, StatsBook stats, Events events,
            Decisions decisions, LongSupplier nanoClock) {
        this.pool = pool;
        this.placement = placement;
        this.strategies = strategies;
        this.affinity = affinity;
        this.stats = stats;
        this.events = events;
        this.decisions = decisions;
        this.nanoClock = nanoClock;
        this.membership = new Membership(pool, nanoClock);
        this.draining = new Draining(pool, this, nanoClock);
    }

    public List<Node> nodes() {
        return pool.snapshot().nodes();
    }

    public Node node(String id) {
        return membership.node(id);
    }

    public Membership membership() {
        return membership;
    }

    public void set(String id, AdminState wanted) {
        pool.set(node(id).id(), wanted);
    }

    /** As {@link #set}, but not for the last node that takes new clients, unless forced. */
    public void setUnlessLast(String id, AdminState wanted, boolean force) {
        boolean last = List.of(node(id)).equals(pool.snapshot().open());
        if (last && wanted != AdminState.READY && !force) {
            throw new IllegalStateException("node " + id + " is the last one that takes new clients: without it they get 503;"
                    + " bring another one up first, or say force=true");
        }
        set(id, wanted);
    }

    public Draining draining() {
        return draining;
    }

    public void setWeight(String id, int weight) {
        pool.setWeight(node(id).id(), weight);
    }

    public void setLimit(String id, int limit) {
        pool.setLimit(node(id).id(), limit);
    }

    /** It has moved; what it did, and what the operator wants of it, stays. */
    public void setAddress(String id, Address address) {
        pool.setAddress(node(id).id(), address);
    }

    public Strategies.Named strategy() {
        return strategies.current();
    }

    public Affinity affinity() {
        return affinity.current();
    }

    public void changeStrategy(String name) {
        Strategies.Named now = strategies.change(name);
        String caution = cautionAbout(now, nodes());
        String text = "Strategy is " + now.name() + " now." + caution;
        LOG.info(text);
        events.add("strategy", "", text);
    }

    public void changeAffinity(Affinity next) {
        affinity.change(next);
    }

    /** What an operator should hear about a strategy, or {@code ""}. */
    public static String cautionAbout(Strategies.Named strategy, List<Node> nodes) {
        boolean first = strategy.name().equals("first") || strategy.name().endsWith("+first");
        return first && nodes.stream().anyMatch(node -> node.limit() == 0)
                ? " WARNING: a node without a limit takes everything under 'first'; set limits."
                : "";
    }

    /** The balancer was told to stop: whoever asks whether it is ready hears no. */
    public void leave() {
        leaving = true;
        events.add("stop", "", "The balancer stops.");
    }

    /** Whether clients should be sent here: a node takes them, and the balancer is not about to stop. */
    public boolean isReady() {
        return !leaving && !pool.snapshot().open().isEmpty();
    }

    /** Until an ejection ends by itself. */
    public Duration left(Ejection ejection) {
        return ejection.left(nanoClock.getAsLong());
    }

    public StatsBook stats() {
        return stats;
    }

    /** What is probably not what somebody wanted. */
    public List<Hint> hints() {
        return Hints.about(Situation.of(strategy(), nodes(), decisions, stats.nowMillis()));
    }

    public Decisions decisions() {
        return decisions;
    }

    public Events events() {
        return events;
    }

    public void resetStats() {
        resets++;
        stats.reset();
        placement.resetMostWaiting();
    }

    /** Forgets how high anything ever was; what was counted stays. */
    public void resetHighest() {
        resets++;
        stats.resetHighest();
        placement.resetMostWaiting();
    }

    /** How often counters were made to start again. */
    int resets() {
        return resets;
    }

    /** Requests for which no place is free. */
    public int waiting() {
        return placement.waiting();
    }

    public int mostWaiting() {
        return placement.mostWaiting();
    }

    /** The strategy hears of membership before it is asked again; counters of nodes that left long ago are forgotten. */
    public void forgetOthers() {
        Set<String> ids = nodes().stream().map(Node::id).collect(Collectors.toSet());
        strategies.current().strategy().retain(ids);
        stats.members(ids);
    }
}
