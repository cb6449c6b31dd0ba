package scales.balancer.proxy;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import scales.balancer.decisions.Decisions;
import scales.balancer.node.Pool;
import scales.balancer.retry.RetryRule;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.StrategySwitch;

/**
 * What every exchange works with.
 *
 * @param nodes    by which they are reached, from the event loop
 * @param watchdog of the event loop
 * @param admins   whose requests may ask for an explanation, beside those of this machine
 * @param leaving  whether clients are sent away after their next answer
 */
record Surroundings(
        Vertx vertx,
        ProxySettings settings,
        Pool pool,
        Placement placement,
        StrategySwitch strategies,
        AffinitySwitch affinity,
        TrustedProxies trusted,
        RetryRule retries,
        BodyMemory bodyMemory,
        BodyMemory arrivalMemory,
        BodyMemory answerMemory,
        ProxyObserver observer,
        Decisions decisions,
        TrustedProxies admins,
        LongSupplier nanoClock,
        NodeConnections nodes,
        Watchdog watchdog,
        AtomicBoolean leaving) {}
