package scales.balancer.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static scales.balancer.strategy.Rig.NOBODY_TRIED;
import static scales.balancer.strategy.Rig.client;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scales.balancer.node.Node;
import scales.balancer.node.Pools;

class CandidatesTest {
    private final Rig rig = new Rig("round-robin", Pools.ofWeights(1, 1, 1, 1));

    @Test
    void who_is_full_or_was_tried_is_left_out_and_the_rest_keep_their_order() {
        rig.pool.setLimit("s2", 1);
        rig.take(rig.now().find("s2"));
        assertThat(open(NOBODY_TRIED)).extracting(Node::id).containsExactly("s1", "s3", "s4");
        assertThat(open(Set.of("s1", "s4"))).extracting(Node::id).containsExactly("s3");
    }

    @Test
    void strategies_see_one_list_as_long_as_nobody_is_left_out() {
        rig.pool.setLimit("s2", 1);
        assertThat(open(NOBODY_TRIED)).isSameAs(rig.now().open());
        assertThat(open(Set.of("gone"))).isSameAs(rig.now().open());
    }

    private List<Node> open(Set<String> tried) {
        return Candidates.of(rig.now(), client(0), tried).open();
    }
}
