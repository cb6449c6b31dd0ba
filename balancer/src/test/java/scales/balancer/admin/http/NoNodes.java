package scales.balancer.admin.http;

import scales.balancer.admin.Operations;
import scales.balancer.decisions.Decisions;
import scales.balancer.decisions.RequestIds;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;
import scales.balancer.proxy.Affinity;
import scales.balancer.proxy.AffinitySwitch;
import scales.balancer.stats.Events;
import scales.balancer.stats.StatsBook;
import scales.balancer.strategy.Placement;
import scales.balancer.strategy.StrategySwitch;
import scales.balancer.strategy.Tools;

/** A balancer's operations, without a balancer and without nodes. */
final class NoNodes {
    private NoNodes() {}

    static Operations operations() {
        Pool pool = Pools.empty();
        return new Operations(pool, new Placement(pool, 1, false),
                new StrategySwitch("first", new Tools(() -> 0, () -> null)), new AffinitySwitch(new Affinity(Affinity.Mode.INSERT, "C")),
                new StatsBook(() -> 0, () -> 0), new Events(() -> 0), new Decisions(new RequestIds("x"), () -> 0), () -> 0);
    }
}
