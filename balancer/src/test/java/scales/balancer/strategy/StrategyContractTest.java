package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.strategy.Rig.NOBODY_TRIED;
import static scales.balancer.strategy.Rig.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;

/** What every registered strategy promises, plain and under affinity. To register one is to test it. */
class StrategyContractTest {
    private static final int[][] WEIGHTS = {
            {1}, {1, 1}, {2, 1}, {1, 2}, {3, 1}, {1, 1, 1}, {5, 1, 1}, {256, 1}, {256, 128, 64}, {7, 5, 3, 2, 1}, {9, 9, 9, 9, 9, 9, 9, 9, 9, 9}};

    static Stream<String> names() {
        return Strategies.all().stream().flatMap(entry -> Stream.of(entry.name(), Strategies.STICKY + "+" + entry.name()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void picks_only_who_accepts_and_has_a_place_whatever_happens_to_the_pool(String name) {
        for (int seed = 0; seed < 25; seed++) {
            new RandomLife(name, seed).live(300);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void where_nobody_may_serve_nobody_is_picked(String name) {
        assertThat(new Rig(name, Pools.empty()).next()).isEqualTo("-");
        assertThat(closedBy(name, pool -> pool.set("s1", AdminState.DRAIN))).isEqualTo("-");
        assertThat(closedBy(name, pool -> pool.set("s1", AdminState.MAINT))).isEqualTo("-");
        assertThat(closedBy(name, pool -> pool.setWeight("s1", 0))).isEqualTo("-");
        assertThat(closedBy(name, pool -> Pools.takeDown(pool, "s1"))).isEqualTo("-");
        assertThat(closedBy(name, pool -> pool.stopping("s1"))).isEqualTo("-");
        assertThat(closedBy(name, pool -> pool.remove("s1"))).isEqualTo("-");

        Rig full = new Rig(name, Pools.ofLimits(1));
        full.take(full.now().find("s1"));
        assertThat(full.next()).isEqualTo("-");
        assertThat(Rig.ofWeights(name, 1, 1).pick(client(0), Set.of("s1", "s2"))).isEmpty();
    }

    private static String closedBy(String name, Consumer<Pool> closing) {
        Rig rig = Rig.ofWeights(name, 1);
        rig.next();
        closing.accept(rig.pool);
        return rig.next();
    }

    @ParameterizedTest
    @MethodSource("names")
    void one_node_serves_all_when_it_is_the_only_one(String name) {
        Rig rig = Rig.ofWeights(name, 1, 1, 1);
        rig.serve(10);
        rig.pool.set("s1", AdminState.MAINT);
        rig.pool.setWeight("s3", 0);

        assertThat(rig.serve(20)).isEqualTo(Map.of("s2", 20));
    }

    @ParameterizedTest
    @MethodSource("names")
    void requests_are_shared_as_promised(String name) {
        for (int[] weights : WEIGHTS) {
            Rig rig = Rig.ofWeights(name, weights);
            Shares.of(name).hold(rig.serve(3_000), weightsOf(rig, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void who_takes_over_from_a_node_that_refuses_everything_keeps_fair_shares(String name) {
        for (int[] weights : WEIGHTS) {
            for (int refuser = 1; refuser <= weights.length && weights.length > 1; refuser++) {
                Rig rig = Rig.ofWeights(name, weights);
                String id = "s" + refuser;
                Shares.of(name).hold(rig.serve(1_000, id), weightsOf(rig, id));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void weights_changed_live_hold_from_the_next_request_on(String name) {
        Rig rig = Rig.ofWeights(name, 256, 1, 1);
        rig.serve(200);
        IntStream.rangeClosed(1, 3).forEach(i -> rig.pool.setWeight("s" + i, 4));
        Shares.of(name).hold(rig.serve(99), weightsOf(rig, ""));

        rig.pool.setWeight("s2", 0);
        Map<String, Integer> served = rig.serve(100);
        assertThat(served).doesNotContainKey("s2");
        Shares.of(name).hold(served, weightsOf(rig, "s2"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shares_are_fair_again_at_once_when_nodes_leave_and_return(String name) {
        Rig rig = Rig.ofWeights(name, 128, 1, 1, 2);
        rig.serve(100);
        rig.pool.set("s1", AdminState.MAINT);
        Shares.of(name).hold(rig.serve(80), weightsOf(rig, "s1"));
        rig.pool.remove("s4");
        Shares.of(name).hold(rig.serve(80), weightsOf(rig, "s1"));
        rig.pool.set("s1", AdminState.READY);
        Shares.of(name).hold(rig.serve(260), weightsOf(rig, ""));
    }

    /** At 40 of 90 s, a node has half of its share. What is hashed, or held, knows no halves: it would move again and again. */
    @ParameterizedTest
    @MethodSource("names")
    void a_node_that_comes_back_slowly_has_the_share_that_it_has_climbed_to(String name) {
        long[] nowNanos = {0};
        Rig rig = new Rig(name, Pools.filled(Pools.empty(() -> nowNanos[0], Duration.ofSeconds(90)), 1, 1));
        rig.serve(10);
        rig.pool.set("s2", AdminState.MAINT);
        rig.serve(10);
        rig.pool.set("s2", AdminState.READY);
        boolean hashed = name.contains("hash");
        for (int percent : new int[] {10, 50, 99, 100}) {
            nowNanos[0] = Duration.ofSeconds(percent - 10).toNanos();
            rig.pool.tick();
            Shares.of(name).hold(rig.serve(3_000), new TreeMap<>(Map.of("s1", 100, "s2", hashed ? 100 : percent)));
            if (rig.named.sticky()) {
                assertThat(rig.pick(Rig.holding("s2"), NOBODY_TRIED).orElseThrow().node().id()).isEqualTo("s2");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_order_of_joining_does_not_change_the_shares(String name) {
        for (int[] weights : List.of(new int[] {1, 2, 5}, new int[] {5, 2, 1}, new int[] {2, 5, 1})) {
            Rig rig = Rig.ofWeights(name, weights);
            Shares.of(name).hold(rig.serve(800), weightsOf(rig, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void concurrent_picks_keep_the_rules_while_the_pool_changes(String name) throws Exception {
        new Rush(name).run(4, 2_000);
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_pick_says_why(String name) {
        Rig rig = Rig.ofWeights(name, 2, 1, 1);
        for (int i = 0; i < 20; i++) {
            Candidates candidates = Candidates.of(rig.now(), client(i), NOBODY_TRIED);
            Pick pick = rig.strategy.pick(candidates).orElseThrow();
            assertThat(pick.reason()).isNotBlank();
            assertThat(pick.tied()).isBetween(1, 3);
            Node node = pick.node();
            rig.take(node).succeeded(1_000 * i);
            double[] scores = pick.scores();
            if (scores.length > 0) {
                assertThat(scores).hasSameSizeAs(candidates.open());
                double best = Arrays.stream(scores).min().orElseThrow();
                assertThat(scores[candidates.open().indexOf(node)]).as("lower is better").isEqualTo(best);
            }
        }
    }

    private static Map<String, Integer> weightsOf(Rig rig, String without) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        rig.now().open().stream().filter(node -> !node.id().equals(without)).forEach(node -> weights.put(node.id(), node.weight()));
        return weights;
    }
}
