package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * How requests that come one at a time are shared, and how far from that a strategy may stray. A strategy that is not
 * in the table has no promise to keep about shares, only the rest of the contract.
 */
enum Shares {
    /** As it weighs, in any stretch of requests; two requests off at most. */
    EXACT(true, expected -> 2),
    /**
     * As it weighs, by chance or by hash of many different keys: binomial, n draws with chance p. Beyond 4.5 standard
     * deviations, sqrt(n p (1 - p)) each, there is 1 sample in 150 000; seeded, so that it is found once or never.
     */
    CHANCE(true, null),
    /** Nodes of equal weight that are equally fast share alike; unequal ones do not: the better takes all. */
    EVEN_AMONG_EQUALS(false, expected -> 0.1 * expected + 2),
    /** The first takes all, unless it has no place. */
    ALL_ON_FIRST(false, null),
    /** Nothing said. */
    UNSTATED(false, null);

    private static final Map<String, Shares> TABLE = Map.of(
            "round-robin", EXACT,
            "least-connections", EXACT,
            "ip-hash", CHANCE,
            "uri-hash", CHANCE,
            "random", CHANCE,
            "two-choices", CHANCE,
            "first", ALL_ON_FIRST,
            "least-time", EVEN_AMONG_EQUALS,
            "peak-ewma", EVEN_AMONG_EQUALS);

    private final boolean weighted;
    private final IntToDoubleFunction slack;

    Shares(boolean weighted, IntToDoubleFunction slack) {
        this.weighted = weighted;
        this.slack = slack;
    }

    static Shares of(String strategy) {
        return TABLE.getOrDefault(strategy.replace(Strategies.STICKY + "+", ""), UNSTATED);
    }

    /** @param weights of the nodes that served, by name in the order of joining */
    void hold(Map<String, Integer> served, Map<String, Integer> weights) {
        int requests = served.values().stream().mapToInt(Integer::intValue).sum();
        double total = weights.values().stream().mapToInt(Integer::intValue).sum();
        boolean alike = weights.values().stream().distinct().count() == 1;
        if (this == ALL_ON_FIRST) {
            assertThat(served).containsOnlyKeys(weights.keySet().iterator().next());
        } else if (weighted || alike && this == EVEN_AMONG_EQUALS) {
            weights.forEach((id, weight) -> {
                double share = weight / total;
                assertThat((double) served.getOrDefault(id, 0))
                        .as("%s of %s, weights %s, served %s", id, requests, weights, served)
                        .isBetween(share * requests - slack(requests, share), share * requests + slack(requests, share));
            });
        }
    }

    private double slack(int requests, double share) {
        return this == CHANCE
                ? 4.5 * Math.sqrt(requests * share * (1 - share)) + 1
                : slack.applyAsDouble((int) (requests * share));
    }
}
