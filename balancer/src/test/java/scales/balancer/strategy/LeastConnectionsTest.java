package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.strategy.Rig.NOBODY_TRIED;
import static scales.balancer.strategy.Rig.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import scales.balancer.node.Lease;
import scales.balancer.node.Node;
import scales.balancer.node.Pools;

class LeastConnectionsTest {
    private static final String NAME = "least-connections";

    @Test
    void one_client_at_a_time_always_ties_and_ties_take_turns() {
        assertThat(Rig.ofWeights(NAME, 1, 1).order(6)).isEqualTo("s1 s2 s1 s2 s1 s2");
        assertThat(Rig.ofWeights(NAME, 1, 1, 1).order(6)).isEqualTo("s1 s2 s3 s1 s2 s3");
        assertThat(Rig.ofWeights(NAME, 2, 1).order(6)).isEqualTo("s1 s1 s2 s1 s1 s2");
    }

    @Test
    void who_does_not_tie_takes_no_part_in_the_turns_and_owes_none_later() {
        Rig rig = Rig.ofWeights(NAME, 2, 1, 1);
        Lease busy = rig.take(rig.now().find("s3"));
        assertThat(rig.order(6)).isEqualTo("s1 s1 s2 s1 s1 s2");
        busy.succeeded(1);
        assertThat(rig.order(4)).isEqualTo("s1 s2 s1 s3");
    }

    @Test
    void a_tie_is_told_as_one_and_a_winner_as_one() {
        Rig rig = Rig.ofWeights(NAME, 1, 1, 1);
        rig.take(rig.now().find("s2"));

        Pick tie = rig.pick(client(0), NOBODY_TRIED).orElseThrow();
        assertThat(tie.tied()).isEqualTo(2);
        assertThat(tie.scores()).containsExactly(0, 2, 0);
        assertThat(tie.reason()).isEqualTo("tied, its turn by weight");

        rig.take(rig.now().find("s1"));
        Pick clear = rig.pick(client(0), NOBODY_TRIED).orElseThrow();
        assertThat(clear.node().id()).isEqualTo("s3");
        assertThat(clear.tied()).isEqualTo(1);
        assertThat(clear.reason()).isEqualTo("lowest (in flight + 1) / weight");
    }

    @Test
    void the_less_busy_node_serves_wherever_it_stands() {
        for (String idler : List.of("s1", "s2", "s3")) {
            Rig rig = Rig.ofWeights(NAME, 1, 1, 1);
            rig.now().nodes().forEach(node -> {
                rig.take(node);
                if (!node.id().equals(idler)) {
                    rig.take(node);
                }
            });
            assertThat(rig.next()).isEqualTo(idler);
        }
    }

    @Test
    void an_idle_node_comes_before_any_busy_one_whatever_they_weigh() {
        Rig rig = Rig.ofWeights(NAME, 256, 1);
        rig.take(rig.now().find("s1"));

        assertThat(rig.next()).isEqualTo("s2");
    }

    @Test
    void what_is_in_flight_is_shared_by_weight() {
        Rig rig = Rig.ofWeights(NAME, 3, 1);
        hold(rig, 40);

        assertThat(inFlight(rig)).isEqualTo(Map.of("s1", 30, "s2", 10));
    }

    /** A node got its last lease as the lowest: (f - 1 + 1) / w was at most the (f + 1) / w of every other, then and since. */
    @Property(seed = "1")
    void nobody_holds_more_than_his_weight_allows(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 256) Integer> weights,
            @ForAll @IntRange(min = 1, max = 300) int leases) {
        Rig rig = Rig.ofWeights(NAME, weights.stream().mapToInt(Integer::intValue).toArray());
        hold(rig, leases);

        for (Node busy : rig.now().nodes()) {
            for (Node other : rig.now().nodes()) {
                if (busy.inFlight() > 1) {
                    assertThat((double) busy.inFlight() / busy.weight()).isLessThanOrEqualTo((other.inFlight() + 1.0) / other.weight());
                }
            }
        }
    }

    @Property(seed = "1")
    void the_pick_has_the_least_in_flight_whatever_there_was_before(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 20) Integer> loads) {
        Rig rig = Rig.ofWeights(NAME, loads.stream().mapToInt(load -> 1).toArray());
        for (int i = 0; i < loads.size(); i++) {
            for (int j = 0; j < loads.get(i); j++) {
                rig.take(rig.now().nodes().get(i));
            }
        }
        int picked = rig.pick(client(0), NOBODY_TRIED).orElseThrow().node().inFlight();

        assertThat(picked).isEqualTo(loads.stream().mapToInt(Integer::intValue).min().orElseThrow());
    }

    @Test
    void a_slow_node_gets_as_many_fewer_as_it_is_slower() {
        Rig rig = Rig.ofWeights(NAME, 1, 1);
        // Two clients: one is stuck on s1 while the other is served by s2 again and again, as in the lab.
        Lease stuck = rig.take(rig.now().find("s1"));
        assertThat(rig.serve(20)).isEqualTo(Map.of("s2", 20));
        stuck.succeeded(250_000_000);
        assertThat(rig.serve(20)).isEqualTo(Map.of("s1", 10, "s2", 10));
    }

    @Test
    void a_full_node_is_no_candidate() {
        Rig rig = new Rig(NAME, Pools.ofLimits(1, 5));
        hold(rig, 6);

        assertThat(inFlight(rig)).isEqualTo(Map.of("s1", 1, "s2", 5));
        assertThat(rig.next()).isEqualTo("-");
    }

    private static void hold(Rig rig, int leases) {
        for (int i = 0; i < leases; i++) {
            rig.take(rig.pick(client(i), NOBODY_TRIED).orElseThrow().node());
        }
    }

    private static Map<String, Integer> inFlight(Rig rig) {
        return rig.now().nodes().stream().collect(Collectors.toMap(Node::id, Node::inFlight));
    }
}
