package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;
import scales.balancer.node.Pools;
import scales.balancer.strategy.Placement.Placed;

@Timeout(60)
class PlacementTest {
    private final Rig rig = new Rig("sticky-cookie", Pools.ofLimits(1, 1));
    private final Placement placement = new Placement(rig.pool, 100, true);

    /** A client that holds the first node's cookie. */
    private class Holder implements Placement.Applicant {
        private final CompletableFuture<Placed> placed = new CompletableFuture<>();

        /** @return the node where it had its place, which it has given back */
        String visit() throws Exception {
            Placed now = placement.apply(this);
            Placed.Granted granted = (Placed.Granted) (now instanceof Placed.Waiting ? placed.get(20, TimeUnit.SECONDS) : now);
            // Long enough that others find it full.
            Thread.yield();
            granted.lease().succeeded(1);
            return granted.lease().node().id();
        }

        @Override
        public Traits traits() {
            return new Traits("127.0.0.1", "/", "s1");
        }

        @Override
        public Set<String> tried() {
            return Set.of();
        }

        @Override
        public Strategy strategy() {
            return rig.strategy;
        }

        @Override
        public Lease.Listener listener() {
            return (Node node, Outcome outcome, long latencyNanos) -> placement.serve();
        }

        @Override
        public void placed(Placed told) {
            placed.complete(told);
        }
    }

    @Test
    void who_waits_for_its_node_meets_no_other_however_many_threads_take_and_free_places() throws Exception {
        int threads = 4;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Set<String>>> visits = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                visits.add(executor.submit(() -> {
                    Set<String> met = new HashSet<>();
                    for (int visit = 0; visit < 5_000; visit++) {
                        met.add(new Holder().visit());
                    }
                    return met;
                }));
            }
            for (Future<Set<String>> each : visits) {
                assertThat(each.get()).containsExactly("s1");
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @ParameterizedTest(name = "before look {0}")
    @ValueSource(ints = {1, 2, 3, 4})
    void nor_whenever_another_one_is_faster(int look) {
        Placed placed = placement.apply(new Holder() {
            private int looks;

            @Override
            public Traits traits() {
                if (++looks == look) {
                    rig.take(rig.now().find("s1"));
                }
                return super.traits();
            }
        });
        if (placed instanceof Placed.Granted granted) {
            assertThat(granted.lease().node().id()).isEqualTo("s1");
        } else {
            assertThat(placed).isInstanceOf(Placed.Waiting.class);
        }
    }
}
