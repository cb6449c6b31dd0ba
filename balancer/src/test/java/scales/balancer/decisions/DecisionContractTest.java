package scales.balancer.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.decisions.Picks.NOBODY_TRIED;
import static scales.balancer.decisions.Picks.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scales.balancer.node.AdminState;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;
import scales.balancer.node.Pools;
import scales.balancer.strategy.Strategies;

/** What can be read in the decisions of every registered strategy, plain and under affinity. */
class DecisionContractTest {
    static Stream<String> names() {
        return Strategies.all().stream().flatMap(entry -> Stream.of(entry.name(), Strategies.STICKY + "+" + entry.name()));
    }

    private static Map<String, Exclusion> byId(Map<Node, Exclusion> leftOut) {
        return leftOut.entrySet().stream().collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
    }

    private static Set<String> ids(Set<Node> nodes) {
        return nodes.stream().map(Node::id).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void every_candidate_is_named_and_the_chosen_one_has_the_best_score(String name) {
        Pool pool = Pools.ofWeights(3, 1, 2, 1);
        Picks picks = new Picks(name, pool);
        for (int i = 0; i < 50; i++) {
            Decision decision = picks.pick(client(null));
            if (i % 3 == 0) {
                Lease.take(decision.chosen(), picks.strategy().strategy()::observe);
            }
            Map<Node, Double> candidates = decision.candidates();
            assertThat(ids(candidates.keySet())).containsExactlyInAnyOrder("s1", "s2", "s3", "s4");
            assertThat(candidates).containsKey(decision.chosen());
            Double score = candidates.get(decision.chosen());
            if (score == null) {
                assertThat(candidates.values()).as("nothing was compared").containsOnlyNulls();
            } else {
                assertThat(score).isEqualTo(candidates.values().stream().min(Double::compare).orElseThrow());
                assertThat(candidates.values().stream().filter(score::equals)).hasSize(decision.tied());
            }
            assertThat(decision.leftOut()).isEmpty();
            assertThat(Sentence.of(decision)).startsWith(decision.chosen().id() + ": ").contains(decision.clause());
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void scores_stay_those_of_the_moment_of_the_pick(String name) {
        Pool pool = Pools.ofWeights(1, 1, 1);
        Picks picks = new Picks(name, pool);
        Decision decision = picks.pick(client(null));
        Map<Node, Double> then = new HashMap<>(decision.candidates());
        String said = Sentence.of(decision);
        for (int i = 0; i < 5; i++) {
            Lease.take(picks.pick(client(null)).chosen(), picks.strategy().strategy()::observe);
        }
        pool.set("s1", AdminState.MAINT);
        assertThat(decision.candidates()).isEqualTo(then);
        assertThat(Sentence.of(decision)).isEqualTo(said);
    }

    @ParameterizedTest
    @MethodSource("names")
    void who_is_left_out_is_named_with_the_reason(String name) {
        Pool pool = Pools.ofLimits(0, 0, 0, 0, 0, 0, 1, 0, 0);
        Picks picks = new Picks(name, pool);
        pool.set("s2", AdminState.DRAIN);
        pool.set("s3", AdminState.MAINT);
        Pools.takeDown(pool, "s4");
        pool.stopping("s5");
        pool.setWeight("s6", 0);
        Lease.take(pool.snapshot().find("s7"), picks.strategy().strategy()::observe);
        for (int i = 0; i < 3; i++) {
            Lease.take(pool.snapshot().find("s9"), (node, outcome, latencyNanos) -> {}).failed();
            pool.failed("s9", "broke off");
        }
        Decision decision = picks.pick(picks.begin(client(null)), client(null), Set.of("s8"));

        assertThat(decision.chosen().id()).isEqualTo("s1");
        assertThat(ids(decision.candidates().keySet())).containsExactly("s1");
        assertThat(byId(decision.leftOut())).isEqualTo(Map.of("s2", Exclusion.DRAIN, "s3", Exclusion.MAINT,
                "s4", Exclusion.DOWN, "s5", Exclusion.STOPPING, "s6", Exclusion.WEIGHTLESS, "s7", Exclusion.FULL,
                "s8", Exclusion.TRIED, "s9", Exclusion.EJECTED));
        assertThat(Sentence.of(decision)).endsWith("; left out: s2 in DRAIN, s3 in MAINT, s4 DOWN and 5 more");
    }

    @ParameterizedTest
    @MethodSource("names")
    void where_nobody_serves_everybody_is_left_out(String name) {
        Pool pool = Pools.ofWeights(1, 1);
        Picks picks = new Picks(name, pool);
        pool.set("s1", AdminState.DRAIN);
        Pools.takeDown(pool, "s2");
        Decision decision = picks.pick(client(null));

        assertThat(decision.chosen()).isNull();
        assertThat(decision.candidates()).isEmpty();
        assertThat(Sentence.of(decision)).isEqualTo("nobody: no node takes it; left out: s1 in DRAIN, s2 DOWN");
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_affinity_did_is_said(String name) {
        Pool pool = Pools.ofWeights(1, 1, 1);
        Picks picks = new Picks(name, pool);
        boolean sticky = picks.strategy().sticky();
        pool.set("s2", AdminState.DRAIN);
        pool.set("s3", AdminState.MAINT);

        expect(picks.pick(client(null)), sticky ? AffinityOutcome.NEW : AffinityOutcome.NONE, "");
        expect(picks.pick(client("")), sticky ? AffinityOutcome.NEW : AffinityOutcome.NONE, "");
        expect(picks.pick(client("s1")), sticky ? AffinityOutcome.HIT : AffinityOutcome.NONE, "");
        expect(picks.pick(client("s2")), sticky ? AffinityOutcome.HIT : AffinityOutcome.NONE, "");
        expect(picks.pick(client("s9")), sticky ? AffinityOutcome.MISSED : AffinityOutcome.NONE, "there is no such node");
        expect(picks.pick(client("s3")), sticky ? AffinityOutcome.MOVED : AffinityOutcome.NONE, "it is in MAINT");
        expect(picks.pick(picks.begin(client("s2")), client("s2"), Set.of("s2")),
                sticky ? AffinityOutcome.MOVED : AffinityOutcome.NONE, "it is already tried");
        if (sticky) {
            Decision held = picks.pick(client("s2"));
            assertThat(ids(held.candidates().keySet())).containsExactly("s1", "s2");
            assertThat(byId(held.leftOut())).isEqualTo(Map.of("s3", Exclusion.MAINT));
        }
    }

    private static void expect(Decision decision, AffinityOutcome outcome, String because) {
        assertThat(decision.affinity()).isEqualTo(outcome);
        assertThat(decision.whyNotNamed()).isEqualTo(outcome == AffinityOutcome.NONE ? "" : because);
        assertThat(Objects.requireNonNull(decision.chosen()).id()).isIn("s1", "s2");
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_line_for_a_header_is_short_and_plain(String name) {
        Pool pool = Pools.ofWeights(1, 1, 1, 1, 1);
        for (int i = 2; i <= 5; i++) {
            pool.setAddress("s" + i, Pools.address(i));
            pool.set("s" + i, AdminState.MAINT);
        }
        Picks picks = new Picks(name, pool);
        Decision decision = picks.pick(picks.begin(client("ü\r\nx")), client("ü\r\nx"), NOBODY_TRIED);
        assertThat(Sentence.line(decision)).matches("[ -~]{1,256}");
    }
}
