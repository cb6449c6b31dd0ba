package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scales.balancer.node.Pools.ids;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class PoolMembershipTest {
    private final Pool pool = Pools.empty();
    private final List<Change> heard = Pools.listen(pool);

    @Test
    void nodes_stand_in_the_order_of_joining() {
        join("s3", 1);
        join("s1", 1);
        join("s2", 0);

        assertThat(ids(pool.snapshot().nodes())).containsExactly("s3", "s1", "s2");
        assertThat(pool.snapshot().nodes()).extracting(Node::number).containsExactly(1, 2, 3);
        assertThat(ids(pool.snapshot().open())).containsExactly("s3", "s1");
        assertThat(pool.snapshot().find("s1").status()).isEqualTo("UP 1/3");
        assertThat(pool.snapshot().find("S1")).isNull();
        assertThat(pool.snapshot().find(null)).isNull();
    }

    @Test
    void a_name_that_is_taken_does_not_join_again() {
        join("s1", 1);

        assertThat(pool.join("s1", Pools.address(9), 5, 5, Origin.ADMIN)).isFalse();
        assertThat(pool.snapshot().find("s1").address()).isEqualTo(Pools.address(1));
        assertThat(heard).hasSize(1);
    }

    @Test
    void many_join_at_once_each_with_a_change_of_its_own() {
        join("s1", 1);
        List<Integer> sizes = new ArrayList<>();
        pool.listen((change, now) -> sizes.add(now.nodes().size()));

        assertThat(pool.join(List.of(newcomer("s1"), newcomer("s2"), newcomer("s3")))).isEqualTo(2);

        assertThat(ids(pool.snapshot().nodes())).containsExactly("s1", "s2", "s3");
        assertThat(heard).extracting(Change::nodeId).containsExactly("s1", "s2", "s3");
        assertThat(sizes).containsExactly(3, 3);
    }

    private static Newcomer newcomer(String id) {
        return new Newcomer(id, Pools.address(1), 1, 0, Origin.STATIC);
    }

    @Test
    void who_joins_and_leaves_is_said() {
        join("s1", 2);
        join("s2", 1);
        pool.left("s1");
        pool.remove("s2");

        assertThat(heard).containsExactly(
                member("s1", "Server nodes/s1 joined at 10.0.0.1:3000, weight 2, state ready."),
                member("s2", "Server nodes/s2 joined at 10.0.0.1:3000, weight 1, state ready."),
                member("s1", "Server nodes/s1 left. 1 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue."),
                member("s2", "Server nodes/s2 was removed. 0 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue."),
                new Change(Change.Kind.POOL, "", "backend 'nodes' has no server available!"));
    }

    @Test
    void a_node_that_left_comes_back_with_what_the_operator_gave_it() {
        join("s1", 1);
        join("s2", 1);
        pool.set("s1", AdminState.DRAIN);
        pool.setWeight("s1", 7);
        pool.left("s1");
        assertThat(pool.snapshot().find("s1")).isNull();

        join("s1", 3);

        Node back = pool.snapshot().find("s1");
        assertThat(back.admin()).isEqualTo(AdminState.DRAIN);
        assertThat(back.weight()).isEqualTo(7);
        assertThat(back.initialWeight()).isEqualTo(3);
        assertThat(back.number()).isEqualTo(1);
        assertThat(ids(pool.snapshot().nodes())).containsExactly("s1", "s2");
    }

    @Test
    void a_weight_that_nobody_changed_is_the_workers_to_say() {
        join("s1", 1);
        pool.left("s1");
        join("s1", 3);

        assertThat(pool.snapshot().find("s1").weight()).isEqualTo(3);
    }

    @Test
    void a_removed_node_is_a_new_one_when_it_joins_again() {
        join("s1", 1);
        pool.set("s1", AdminState.DRAIN);
        pool.setWeight("s1", 7);
        pool.remove("s1");
        join("s1", 1);

        Node fresh = pool.snapshot().find("s1");
        assertThat(fresh.admin()).isEqualTo(AdminState.READY);
        assertThat(fresh.weight()).isEqualTo(1);
        assertThat(fresh.number()).isEqualTo(2);
    }

    @Test
    void the_thousand_nodes_that_left_last_are_remembered() {
        for (int i = 1; i <= 1_001; i++) {
            join("s" + i, 1);
            pool.set("s" + i, AdminState.DRAIN);
            pool.left("s" + i);
        }
        join("s1", 1);
        join("s2", 1);

        assertThat(pool.snapshot().find("s1").admin()).isEqualTo(AdminState.READY);
        assertThat(pool.snapshot().find("s2").admin()).isEqualTo(AdminState.DRAIN);
    }

    @Test
    void a_joiner_of_impossible_weight_is_refused_and_nothing_is_forgotten() {
        join("s1", 1);
        pool.set("s1", AdminState.DRAIN);
        pool.left("s1");

        assertThatThrownBy(() -> join("s1", 257)).isInstanceOf(IllegalArgumentException.class);
        join("s1", 1);
        assertThat(pool.snapshot().find("s1").admin()).isEqualTo(AdminState.DRAIN);
    }

    @Test
    void a_snapshot_does_not_change_afterwards() {
        join("s1", 1);
        Snapshot before = pool.snapshot();
        join("s2", 1);
        pool.set("s1", AdminState.MAINT);

        assertThat(ids(before.open())).containsExactly("s1");
        assertThat(before.open()).isSameAs(before.open());
        assertThat(ids(pool.snapshot().open())).containsExactly("s2");
    }

    @Test
    void a_listener_sees_the_snapshot_that_contains_the_change() {
        pool.listen((change, now) -> assertThat(now).isSameAs(pool.snapshot()));
        pool.listen((change, now) -> assertThat(ids(now.nodes())).contains(change.nodeId()));
        join("s1", 1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void only_one_thread_may_write() {
        join("s1", 1);

        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> pool.setWeight("s1", 2));
        assertThatThrownBy(other::join)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("the pool is written by " + Thread.currentThread().getName() + " only");
        assertThat(pool.snapshot().find("s1").weight()).isEqualTo(1);
        assertThat(CompletableFuture.supplyAsync(() -> ids(pool.snapshot().nodes())).join()).containsExactly("s1");
    }

    @Test
    void nothing_can_be_set_on_a_node_that_is_not_there() {
        assertThatThrownBy(() -> pool.set("s9", AdminState.DRAIN))
                .isInstanceOf(NoSuchElementException.class).hasMessage("there is no node s9");
        assertThatThrownBy(() -> pool.setWeight("s9", 1)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> pool.setLimit("s9", 1)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void what_is_late_about_a_node_that_is_gone_is_nothing() {
        pool.checked("s9", Pools.PASSED);
        pool.stopping("s9");
        pool.left("s9");

        assertThat(heard).isEmpty();
        assertThat(pool.snapshot().nodes()).isEmpty();
    }

    private void join(String id, int weight) {
        pool.join(id, Pools.address(1), weight, 0, Origin.STATIC);
    }

    private static Change member(String id, String text) {
        return new Change(Change.Kind.MEMBERSHIP, id, text);
    }
}
