package scales.lab.sim;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import scales.balancer.node.Check;
import scales.balancer.node.CheckStatus;
import scales.balancer.node.Node;

/**
 * Health checks in virtual time, with the balancer's defaults. Only of nodes that something was done to: the others would
 * pass every one of them.
 */
final class SimulatedChecks {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final VirtualTime time;
    private final SimulatedBalancer balancer;
    private final Set<String> watched = new HashSet<>();

    SimulatedChecks(VirtualTime time, SimulatedBalancer balancer) {
        this.time = time;
        this.balancer = balancer;
    }

    void watch(String id) {
        if (watched.add(id)) {
            // At some moment of the interval, as a fault does not wait for a check.
            time.after(INTERVAL_NANOS / 2, () -> probe(id));
        }
    }

    private void probe(String id) {
        Node node = balancer.pool().snapshot().find(id);
        SimulatedNode worker = balancer.simulated(id);
        if (node == null) {
            watched.remove(id);
        } else if (!node.isProbed()) {
            time.after(INTERVAL_NANOS, () -> probe(id));
        } else if (worker.isDead()) {
            judge(id, CheckStatus.L4CON, 0);
        } else if (worker.checksWait()) {
            Probe probe = new Probe(id);
            time.after(TIMEOUT_NANOS, () -> probe.end(CheckStatus.L7TOUT));
            worker.accept(probe);
        } else {
            judge(id, CheckStatus.L7OK, 1);
        }
    }

    private void judge(String id, CheckStatus status, long millis) {
        balancer.pool().checked(id, new Check(status, status == CheckStatus.L7OK ? 200 : 0, millis));
        time.after(INTERVAL_NANOS, () -> probe(id));
    }

    /** A check that stands in line with the requests. */
    private final class Probe implements SimulatedNode.Work {
        private final String id;
        private final long startNanos = time.now();
        private boolean ended;

        private Probe(String id) {
            this.id = id;
        }

        @Override
        public long demandNanos() {
            return 0;
        }

        @Override
        public void done() {
            end(CheckStatus.L7OK);
        }

        @Override
        public void broke() {
            end(CheckStatus.L7RSP);
        }

        @Override
        public void takenAway() {}

        private void end(CheckStatus status) {
            if (!ended) {
                ended = true;
                judge(id, status, TimeUnit.NANOSECONDS.toMillis(time.now() - startNanos));
            }
        }
    }
}
