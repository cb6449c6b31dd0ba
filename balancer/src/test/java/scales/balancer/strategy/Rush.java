package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.strategy.Rig.NOBODY_TRIED;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import scales.balancer.node.AdminState;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Origin;
import scales.balancer.node.Outcome;
import scales.balancer.node.Pools;

/** Several threads pick, lease and end from one instance, as event loops do, while the pool changes under them. */
final class Rush {
    private static final int LIMIT = 3;

    private final Rig rig;

    Rush(String name) {
        this.rig = new Rig(name, Pools.ofLimits(LIMIT, 0, 0, 0));
    }

    void run(int threads, int picks) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> pickers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                pickers.add(executor.submit(picker(i, picks)));
            }
            int changes = 0;
            while (pickers.stream().anyMatch(picker -> !picker.isDone())) {
                change(changes++);
                Thread.yield();
            }
            for (Future<Integer> picker : pickers) {
                assertThat(picker.get()).as("s2 is always open: every pick finds a node").isEqualTo(picks);
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(rig.now().nodes()).allMatch(node -> node.inFlight() == 0);
    }

    private void change(int number) {
        switch (number % 6) {
            case 0 -> rig.pool.set("s3", AdminState.DRAIN);
            case 1 -> rig.pool.setWeight("s2", 1 + number % Node.HEAVIEST);
            case 2 -> rig.pool.remove("s4");
            case 3 -> rig.pool.set("s3", AdminState.READY);
            case 4 -> rig.pool.join("s4", Pools.address(4), 5, 0, Origin.ADMIN);
            default -> rig.pool.setWeight("s1", number % 12 == 5 ? 0 : 1);
        }
    }

    private Callable<Integer> picker(int number, int picks) {
        return () -> {
            int picked = 0;
            for (int i = 0; i < picks; i++) {
                Traits traits = i % 5 == 0 ? Rig.holding("s" + i % 4) : Rig.client(number * picks + i);
                Candidates candidates = Candidates.of(rig.now(), traits, NOBODY_TRIED);
                Node node = rig.strategy.pick(candidates).orElseThrow().node();
                if (!candidates.open().contains(node) && candidates.held() != node) {
                    throw new AssertionError(node + " was no candidate");
                }
                Lease lease = Lease.take(node, rig.strategy::observe);
                if (node.limit() > 0 && node.inFlight() > LIMIT) {
                    throw new AssertionError(node.inFlight() + " in flight, limit " + LIMIT);
                }
                if (lease != null) {
                    end(lease, Outcome.values()[i % 3], i);
                }
                picked++;
            }
            return picked;
        };
    }

    private static void end(Lease lease, Outcome outcome, long latencyNanos) {
        switch (outcome) {
            case SUCCEEDED -> lease.succeeded(latencyNanos);
            case FAILED -> lease.failed();
            case ABANDONED -> lease.abandoned();
        }
    }
}
