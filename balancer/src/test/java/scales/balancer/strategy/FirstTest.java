package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import scales.balancer.node.AdminState;
import scales.balancer.node.Lease;
import scales.balancer.node.Origin;
import scales.balancer.node.Pools;

class FirstTest {

    @Test
    void without_limits_the_first_takes_all() {
        assertThat(Rig.ofWeights("first", 1, 256).serve(400)).isEqualTo(Map.of("s1", 400));
    }

    @Test
    void the_next_serves_only_while_the_first_is_full() {
        Rig rig = new Rig("first", Pools.ofLimits(2, 2, 0));
        Lease one = rig.take(rig.now().find("s1"));
        assertThat(rig.next()).isEqualTo("s1");
        rig.take(rig.now().find("s1"));
        assertThat(rig.next()).isEqualTo("s2");
        rig.take(rig.now().find("s2"));
        rig.take(rig.now().find("s2"));
        assertThat(rig.next()).isEqualTo("s3");
        one.succeeded(1);
        assertThat(rig.next()).isEqualTo("s1");
    }

    @Test
    void the_first_is_the_one_that_joined_first_even_when_it_was_away() {
        Rig rig = Rig.ofWeights("first", 1, 1);
        rig.pool.set("s1", AdminState.MAINT);
        assertThat(rig.next()).isEqualTo("s2");
        rig.pool.set("s1", AdminState.READY);
        assertThat(rig.next()).isEqualTo("s1");

        rig.pool.left("s1");
        assertThat(rig.next()).isEqualTo("s2");
        rig.pool.join("s1", Pools.address(1), 1, 0, Origin.ANNOUNCED);
        assertThat(rig.next()).isEqualTo("s1");
    }
}
