package scales.lab.sim;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import scales.balancer.config.BalancerConfig;
import scales.balancer.config.ConfigReader;
import scales.balancer.decisions.Decisions;
import scales.balancer.decisions.RequestIds;
import scales.balancer.decisions.Trail;
import scales.balancer.hints.Hint;
import scales.balancer.hints.Hints;
import scales.balancer.hints.Situation;
import scales.balancer.node.Address;
import scales.balancer.node.Change;
import scales.balancer.node.EjectionRule;
import scales.balancer.node.Lease;
import scales.balancer.node.Newcomer;
import scales.balancer.node.Node;
import scales.balancer.node.Origin;
import scales.balancer.node.Pool;
import scales.balancer.node.PoolSettings;
import scales.balancer.retry.Failure;
import scales.balancer.retry.Patience;
import scales.balancer.retry.RetryBudget;
import scales.balancer.retry.RetryRule;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.Strategies;
import scales.balancer.strategy.Strategy;
import scales.balancer.strategy.Tools;
import scales.balancer.strategy.Traits;
import scales.lab.report.Meter;
import scales.lab.scenario.NodePlan;
import scales.lab.scenario.Scenario;

/** The balancer's own pool, placement, strategy and retry rule, with the defaults that it has when it serves, in virtual time. */
final class SimulatedBalancer {
    private static final BalancerConfig DEFAULTS = new ConfigReader(Map.of(), Strategies::problem).read().config();
    private static final Address ADDRESS = new Address("127.0.0.1", 3000);
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final VirtualTime time;
    private final Meter meter;
    private final Pool pool;
    private final Placement placement;
    private final Strategies.Named strategy;
    private final RetryRule retries;
    private final Decisions decisions;
    private final boolean keepsCookies;
    private final Timeouts queueTimeouts;
    private final Timeouts responseTimeouts;
    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();

    SimulatedBalancer(VirtualTime time, Meter meter, Scenario scenario, String strategyName, Chance chance) {
        this.time = time;
        this.meter = meter;
        this.pool = new Pool(poolSettings(), time::now);
        this.queueTimeouts = new Timeouts(time, DEFAULTS.queue().timeout().toNanos());
        this.responseTimeouts = new Timeouts(time, DEFAULTS.timeouts().response().toNanos());
        this.keepsCookies = scenario.load().keepsCookies();
        this.placement = new Placement(pool, scenario.queue(), DEFAULTS.queue().heldWait());
        this.strategy = Strategies.create(strategyName, new Tools(time::now, chance::strategy));
        this.retries = new RetryRule(DEFAULTS.retries().attempts(), new RetryBudget(DEFAULTS.retries().percent() / 100.0, time::now));
        this.decisions = new Decisions(new RequestIds(""), this::wallMillis);
        // Before anybody listens: there is nothing to be done about each of ten thousand.
        join(scenario.nodes());
        pool.running();
        pool.listen((change, now) -> placement.serve());
        pool.listen((change, now) -> {
            if (change.kind() == Change.Kind.MEMBERSHIP) {
                strategy.strategy().retain(now.nodes().stream().map(Node::id).collect(Collectors.toSet()));
            }
        });
        time.after(TICK_NANOS, this::tick);
    }

    private long wallMillis() {
        return TimeUnit.NANOSECONDS.toMillis(time.now());
    }

    Trail begin(Traits traits) {
        return decisions.begin("simulated", "GET", traits, false, strategy);
    }

    /** What is probably not what somebody wanted, as the balancer would say it now. */
    List<Hint> hints() {
        return Hints.about(Situation.of(strategy, pool.snapshot().nodes(), decisions, wallMillis()));
    }

    private static PoolSettings poolSettings() {
        BalancerConfig.Ejection ejection = DEFAULTS.ejection();
        return new PoolSettings(DEFAULTS.checks().rise(), DEFAULTS.checks().fall(),
                new EjectionRule(ejection.after(), ejection.time(), ejection.most()), DEFAULTS.slowStart());
    }

    /** Time went by: ejections end, and requests leave nodes that are DOWN and silent. */
    private void tick() {
        pool.tick();
        nodes.forEach((id, node) -> {
            if (node.isFrozen() && isDownAndSilent(pool.snapshot().find(id))) {
                node.takeAwayAll();
            }
        });
        time.after(TICK_NANOS, this::tick);
    }

    private boolean isDownAndSilent(Node node) {
        BalancerConfig.Checks checks = DEFAULTS.checks();
        Duration silence = Patience.silence(checks.interval(), checks.timeout(), checks.fall());
        return node != null && !node.health().isUp() && time.now() - node.load().heardNanos() >= silence.toNanos();
    }

    void join(List<NodePlan> plans) {
        plans.forEach(plan -> {
            nodes.put(plan.id(), new SimulatedNode(time, plan));
            meter.node(plan.id());
        });
        pool.join(plans.stream().map(plan -> new Newcomer(plan.id(), ADDRESS, plan.weight(), plan.limit(), Origin.STATIC)).toList());
    }

    void leave(String id) {
        pool.left(id);
    }

    void failed(String id, Failure failure) {
        if (failure.blamesNode() && pool.snapshot().find(id) != null) {
            pool.failed(id, failure.text());
        }
    }

    Lease.Listener listener(Strategy observing) {
        return (node, outcome, latencyNanos) -> {
            observing.observe(node, outcome, latencyNanos);
            placement.serve();
        };
    }

    /** The worker of that name, or null. */
    SimulatedNode simulated(String id) {
        return nodes.get(id);
    }

    VirtualTime time() {
        return time;
    }

    Meter meter() {
        return meter;
    }

    Pool pool() {
        return pool;
    }

    Placement placement() {
        return placement;
    }

    Strategies.Named strategy() {
        return strategy;
    }

    RetryRule retries() {
        return retries;
    }

    boolean keepsCookies() {
        return keepsCookies;
    }

    Timeouts queueTimeouts() {
        return queueTimeouts;
    }

    Timeouts responseTimeouts() {
        return responseTimeouts;
    }
}
