package scales.balancer.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Real pools for tests: rise 2, fall 3, nodes {@code s1}, {@code s2}, … */
public final class Pools {
    public static final Check PASSED = new Check(CheckStatus.L7OK, 200, 1);
    public static final Check STOPPING = new Check(CheckStatus.L7OKC, 503, 1);
    public static final Check TIMED_OUT = new Check(CheckStatus.L7TOUT, 0, 2001);

    private Pools() {}

    public static Pool empty() {
        return empty(() -> 0, Duration.ZERO);
    }

    /** Three failures eject, for 5, 10, 20, … up to 60 seconds. */
    public static Pool empty(LongSupplier nanoClock, Duration slowStart) {
        EjectionRule rule = new EjectionRule(3, Duration.ofSeconds(5), Duration.ofSeconds(60));
        return new Pool(new PoolSettings(2, 3, rule, slowStart), nanoClock);
    }

    public static Pool ofWeights(int... weights) {
        return filled(empty(), weights);
    }

    /** The pool, with nodes of these weights. */
    public static Pool filled(Pool pool, int... weights) {
        for (int weight : weights) {
            add(pool, weight, 0);
        }
        return pool;
    }

    /** Nodes of weight 1 with these limits. */
    public static Pool ofLimits(int... limits) {
        Pool pool = empty();
        for (int limit : limits) {
            add(pool, 1, limit);
        }
        return pool;
    }

    private static void add(Pool pool, int weight, int limit) {
        int number = pool.snapshot().nodes().size() + 1;
        pool.join("s" + number, address(number), weight, limit, Origin.STATIC);
    }

    public static Address address(int number) {
        return new Address("10.0.0." + number, 3000);
    }

    public static void takeDown(Pool pool, String id) {
        while (pool.snapshot().find(id).health().isUp()) {
            pool.checked(id, TIMED_OUT);
        }
    }

    /** Everything that the pool says from now on. */
    public static List<Change> listen(Pool pool) {
        List<Change> heard = new ArrayList<>();
        pool.listen((change, now) -> heard.add(change));
        return heard;
    }

    public static List<String> ids(List<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }
}
