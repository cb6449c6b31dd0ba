package scales.balancer;

import java.util.function.Consumer;
import scales.balancer.admin.Operations;
import scales.balancer.config.BalancerConfig;
import scales.balancer.config.ChangeSet;
import scales.balancer.config.NodeChange;
import scales.balancer.config.NodeEntry;
import scales.balancer.health.Prober;
import scales.balancer.node.Address;
import scales.balancer.node.Node;
import scales.balancer.node.Origin;
import scales.balancer.node.Pool;
import scales.balancer.proxy.Proxy;
import scales.balancer.strategy.Placement;

/** The parts of a running balancer that take a changed configuration. Confined to the control context. */
record LiveParts(Pool pool, Operations operations, Placement placement, Prober prober, Proxy proxy, Retirement retirement) {

    /** @param say hears of what could not be done as asked */
    void change(ChangeSet changes, BalancerConfig before, BalancerConfig after, ConfigParts made, Consumer<String> say) {
        // Nodes first, so that a new strategy meets those that it is meant for.
        changes.nodes().forEach(change -> change(change, say));
        if (!after.strategy().equals(before.strategy())) {
            operations.changeStrategy(after.strategy());
        }
        if (!after.cookie().equals(before.cookie())) {
            operations.changeAffinity(made.affinity());
        }
        if (!after.checks().equals(before.checks())) {
            prober.change(made.probes());
        }
        pool.change(made.pool());
        placement.change(after.queue().length(), after.queue().heldWait());
        proxy.change(made.proxy(), made.trusted(), made.admins(),
                after.retries().equals(before.retries()) ? proxy.retries() : made.retries());
    }

    private void change(NodeChange change, Consumer<String> say) {
        if (change.added()) {
            add(change.after(), say);
            return;
        }
        Node node = pool.snapshot().find(change.id());
        if (node == null || node.origin() != Origin.STATIC) {
            say.accept("node " + change.id() + " is not there by this file (any more), and stays as it is");
        } else if (change.removed()) {
            retirement.retire(change.id());
        } else {
            alter(change);
        }
    }

    private void add(NodeEntry entry, Consumer<String> say) {
        if (retirement.recall(entry.id())) {
            pool.setAddress(entry.id(), Address.parse(entry.address()));
            pool.setWeight(entry.id(), entry.weight());
            pool.setLimit(entry.id(), entry.limit());
        } else if (!pool.join(entry.id(), Address.parse(entry.address()), entry.weight(), entry.limit(), Origin.STATIC)) {
            say.accept("node " + entry.id() + " is there already, and stays as it is");
        }
    }

    private void alter(NodeChange change) {
        NodeEntry entry = change.after();
        if (change.moved()) {
            pool.setAddress(entry.id(), Address.parse(entry.address()));
        }
        if (change.weighted()) {
            pool.setWeight(entry.id(), entry.weight());
        }
        if (change.limited()) {
            pool.setLimit(entry.id(), entry.limit());
        }
    }
}
