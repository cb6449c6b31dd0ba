package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PoolNamesTest {
    private final Pool pool = Pools.empty();

    @Test
    void what_a_name_means_may_change_and_the_node_stays_the_same() {
        pool.join("s1", new Address("worker", 3000), 1, 0, Origin.STATIC);
        pool.resolved("s1", "10.0.0.1");
        Load load = pool.snapshot().find("s1").load();
        pool.resolved("s1", "10.0.0.2");
        Node node = pool.snapshot().find("s1");
        assertThat(node.address().target()).isEqualTo("10.0.0.2");
        assertThat(node.address()).hasToString("worker:3000");
        assertThat(node.load()).isSameAs(load);
    }

    @Test
    void until_it_is_looked_up_a_name_stands_for_itself() {
        assertThat(new Address("worker", 3000).target()).isEqualTo("worker");
        assertThat(new Address("worker", 3000).isNamed()).isTrue();
        assertThat(new Address("10.0.0.1", 3000).isNamed()).isFalse();
        assertThat(new Address("::1", 3000).isNamed()).isFalse();
    }
}
