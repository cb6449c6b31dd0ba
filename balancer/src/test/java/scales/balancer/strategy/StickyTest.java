package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.strategy.Rig.NOBODY_TRIED;
import static scales.balancer.strategy.Rig.holding;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.node.AdminState;
import scales.balancer.node.Pools;

/** The table of states, seen by a client that holds s1's cookie and by one that holds none. */
class StickyTest {

    @ParameterizedTest(name = "{0}, up {1}, weight {2}")
    @CsvSource(textBlock = """
            # admin, up,   weight, holder, newcomer
            READY,   true,  1,     s1,     s1
            DRAIN,   true,  1,     s1,     s2
            MAINT,   true,  1,     s2,     s2
            READY,   false, 1,     s2,     s2
            DRAIN,   false, 1,     s2,     s2
            MAINT,   false, 1,     s2,     s2
            READY,   true,  0,     s1,     s2
            DRAIN,   true,  0,     s1,     s2
            """)
    void who_serves(AdminState admin, boolean up, int weight, String holder, String newcomer) {
        assertThat(picked(rig(admin, up, weight), "s1")).isEqualTo(holder);
        assertThat(picked(rig(admin, up, weight), null)).isEqualTo(newcomer);
    }

    private static Rig rig(AdminState admin, boolean up, int weight) {
        Rig rig = Rig.ofWeights("sticky-cookie+first", 1, 1);
        rig.pool.setWeight("s1", weight);
        rig.pool.set("s1", admin);
        if (!up && admin != AdminState.MAINT) {
            Pools.takeDown(rig.pool, "s1");
        }
        return rig;
    }

    @Test
    void a_client_goes_back_to_its_node_every_time() {
        Rig rig = Rig.ofWeights("sticky-cookie", 1, 1, 1);
        for (int i = 0; i < 10; i++) {
            assertThat(picked(rig, "s3")).isEqualTo("s3");
        }
        assertThat(rig.pick(holding("s3"), NOBODY_TRIED).orElseThrow().reason()).isEqualTo("named by the client's cookie");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"s9", "S1", "s1 ", "s1;", "s1~x", "../s1", "\u0000"})
    void a_cookie_that_names_nobody_is_none(String affinity) {
        Rig rig = Rig.ofWeights("sticky-cookie", 1, 1);

        assertThat(picked(rig, affinity)).isEqualTo("s1");
        assertThat(picked(rig, affinity)).isEqualTo("s2");
    }

    @Test
    void with_everybody_drained_only_cookie_holders_are_served() {
        Rig rig = Rig.ofWeights("sticky-cookie", 1, 1);
        rig.pool.set("s1", AdminState.DRAIN);
        rig.pool.set("s2", AdminState.DRAIN);

        assertThat(picked(rig, "s2")).isEqualTo("s2");
        assertThat(picked(rig, null)).isEqualTo("-");
    }

    @Test
    void a_holder_goes_elsewhere_when_his_node_is_full_or_has_failed_him_and_comes_back_after() {
        Rig rig = new Rig("sticky-cookie", Pools.ofLimits(1, 0));
        var lease = rig.take(rig.now().find("s1"));
        assertThat(picked(rig, "s1")).isEqualTo("s2");
        lease.succeeded(1);
        assertThat(rig.pick(holding("s1"), Set.of("s1")).orElseThrow().node().id()).isEqualTo("s2");
        assertThat(picked(rig, "s1")).isEqualTo("s1");
    }

    @Test
    void a_stopping_node_lets_its_holders_go() {
        Rig rig = Rig.ofWeights("sticky-cookie", 1, 1);
        rig.pool.stopping("s1");

        assertThat(picked(rig, "s1")).isEqualTo("s2");
    }

    @Test
    void without_affinity_the_cookie_means_nothing() {
        assertThat(picked(Rig.ofWeights("round-robin", 1, 1), "s2")).isEqualTo("s1");
    }

    @Test
    void the_other_strategy_learns_from_every_answer() {
        Rig rig = Rig.ofWeights("sticky-cookie+least-time", 1, 1);
        rig.take(rig.now().find("s1")).succeeded(900);
        rig.take(rig.now().find("s2")).succeeded(100);

        assertThat(picked(rig, null)).isEqualTo("s2");
    }

    private static String picked(Rig rig, String affinity) {
        return rig.pick(holding(affinity), NOBODY_TRIED).map(pick -> pick.node().id()).orElse("-");
    }
}
