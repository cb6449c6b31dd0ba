package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;
import scales.balancer.node.Snapshot;

/** A strategy over a real pool, with a clock moved by hand and seeded chance; what it picks is leased as in the balancer. */
final class Rig {
    static final Set<String> NOBODY_TRIED = Set.of();

    final Pool pool;
    final Strategies.Named named;
    final Strategy strategy;
    long nowNanos = 1_000_000_000_000L;

    Rig(String name, Pool pool) {
        this(name, pool, 42);
    }

    Rig(String name, Pool pool, long seed) {
        this.pool = pool;
        Random random = new Random(seed);
        this.named = Strategies.create(name, new Tools(() -> nowNanos, () -> random));
        this.strategy = named.strategy();
        pool.listen((change, now) -> strategy.retain(now.nodes().stream().map(Node::id).collect(Collectors.toSet())));
    }

    static Rig ofWeights(String name, int... weights) {
        return new Rig(name, Pools.ofWeights(weights));
    }

    Optional<Pick> pick(Traits traits, Set<String> tried) {
        return strategy.pick(Candidates.of(pool.snapshot(), traits, tried));
    }

    /** @return the name of the node that a new client meets, or {@code -} */
    String next() {
        return pick(client(0), NOBODY_TRIED).map(pick -> pick.node().id()).orElse("-");
    }

    /** The names of the next nodes, one request after the other, each ended before the next begins. */
    String order(int requests) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            order.add(next());
        }
        return String.join(" ", order);
    }

    Lease take(Node node) {
        return Lease.take(node, strategy::observe);
    }

    /** Requests one after the other by different clients for different targets, each answered in one millisecond. */
    Map<String, Integer> serve(int requests) {
        return serve(requests, "");
    }

    /** As {@link #serve(int)}, but one node refuses everything, and what it refuses is tried elsewhere. */
    Map<String, Integer> serve(int requests, String refuser) {
        Map<String, Integer> served = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            Set<String> tried = new HashSet<>();
            Node node = pick(client(i), tried).orElseThrow().node();
            while (node.id().equals(refuser)) {
                take(node).failed();
                assertThat(tried.add(refuser)).as("%s was picked again for the request that it had refused", refuser).isTrue();
                node = pick(client(i), tried).orElseThrow().node();
            }
            Lease lease = take(node);
            nowNanos += 1_000_000;
            lease.succeeded(1_000_000);
            served.merge(node.id(), 1, Integer::sum);
        }
        return served;
    }

    static Traits client(int number) {
        return new Traits("10.1." + number / 256 + "." + number % 256, "/resize?scale=0." + number, null);
    }

    static Traits holding(String affinity) {
        return new Traits("10.1.0.1", "/", affinity);
    }

    Snapshot now() {
        return pool.snapshot();
    }
}
