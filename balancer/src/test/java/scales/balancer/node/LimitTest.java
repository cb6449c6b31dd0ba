package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker announces is its limit, until an operator says something else. */
class LimitTest {
    private final Pool pool = Pools.empty();
    private final List<Change> heard = Pools.listen(pool);

    private void announce(int limit) {
        pool.announced("s1", new Announcement(Pools.address(1), 1, limit, null, 100));
    }

    private int limit() {
        return pool.snapshot().find("s1").limit();
    }

    @Test
    void a_worker_that_announces_other_slots_has_another_limit() {
        announce(2);
        assertThat(limit()).isEqualTo(2);
        announce(4);
        assertThat(limit()).isEqualTo(4);
        assertThat(heard.get(1)).isEqualTo(new Change(Change.Kind.LIMIT, "s1", "Server nodes/s1 has limit 4 now."));
        announce(4);
        assertThat(heard).hasSize(2);
    }

    @Test
    void what_an_operator_said_stays_whatever_is_announced_and_also_when_it_comes_back() {
        announce(2);
        pool.setLimit("s1", 0);
        announce(2);
        announce(3);
        assertThat(limit()).as("none was said").isZero();
        pool.setLimit("s1", 7);
        pool.expire(100);
        announce(2);
        assertThat(limit()).isEqualTo(7);
    }

    @Test
    void who_comes_back_unchanged_has_what_it_announces_then() {
        announce(2);
        pool.left("s1");
        announce(5);
        assertThat(limit()).isEqualTo(5);
    }

    @Test
    void a_node_that_the_operator_named_keeps_the_limit_that_was_said_there() {
        pool.join("s1", Pools.address(1), 1, 0, Origin.STATIC);
        announce(2);
        assertThat(limit()).isZero();
    }
}
