package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scales.balancer.node.AdminState.DRAIN;
import static scales.balancer.node.AdminState.MAINT;
import static scales.balancer.node.AdminState.READY;
import static scales.balancer.node.Pools.PASSED;
import static scales.balancer.node.Pools.STOPPING;
import static scales.balancer.node.Pools.TIMED_OUT;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Transitions and their sentences, as HAProxy 2.6 was measured to make them. */
class PoolStatesTest {
    private static final String NONE_LEFT = "backend 'nodes' has no server available!";
    private static final String LEFT = " active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.";

    private final Pool pool = Pools.ofWeights(1, 1);
    private final List<Change> heard = Pools.listen(pool);

    @Test
    void draining_and_back() {
        pool.set("s1", DRAIN);
        assertThat(status()).isEqualTo("DRAIN");
        pool.set("s1", READY);
        assertThat(status()).isEqualTo("UP 1/3");

        assertThat(heard).containsExactly(
                admin("Server nodes/s1 enters drain state. 1" + LEFT),
                admin("Server nodes/s1 is UP (leaving forced drain)."));
    }

    @Test
    void maintenance_and_back_is_in_rotation_at_once_until_checks_confirm_it() {
        pool.checked("s1", PASSED);
        pool.set("s1", MAINT);
        assertThat(status()).isEqualTo("MAINT");
        pool.set("s1", READY);
        assertThat(status()).isEqualTo("UP 1/3");
        assertThat(pool.snapshot().find("s1").acceptsNew()).isTrue();
        pool.checked("s1", PASSED);
        assertThat(status()).isEqualTo("UP");

        assertThat(heard).containsExactly(
                admin("Server nodes/s1 is going DOWN for maintenance. 1" + LEFT),
                admin("Server nodes/s1 is UP/READY (leaving forced maintenance)."));
    }

    @Test
    void maint_clears_drain_and_the_other_way_round() {
        pool.set("s1", DRAIN);
        pool.set("s1", MAINT);
        assertThat(status()).isEqualTo("MAINT");
        pool.set("s1", DRAIN);
        assertThat(status()).isEqualTo("DRAIN");
        pool.set("s1", READY);

        assertThat(heard).extracting(Change::text).containsExactly(
                "Server nodes/s1 enters drain state. 1" + LEFT,
                "Server nodes/s1 is going DOWN for maintenance. 1" + LEFT,
                "Server nodes/s1 enters drain state. 1" + LEFT,
                "Server nodes/s1 is UP (leaving forced drain).");
    }

    @Test
    void the_same_state_again_says_nothing() {
        pool.set("s1", READY);
        pool.set("s1", DRAIN);
        pool.set("s1", DRAIN);

        assertThat(heard).hasSize(1);
    }

    @Test
    void a_node_that_is_down_leaves_drain_as_down() {
        Pools.takeDown(pool, "s1");
        pool.set("s1", DRAIN);
        assertThat(status()).isEqualTo("DOWN");
        pool.set("s1", READY);

        assertThat(heard.get(2).text()).isEqualTo("Server nodes/s1 is DOWN (leaving forced drain).");
    }

    @Test
    void going_down_and_up_names_the_reason_and_who_is_left() {
        pool.checked("s1", PASSED);
        Lease running = Lease.take(pool.snapshot().find("s1"), (node, outcome, latencyNanos) -> {});
        pool.checked("s1", TIMED_OUT);
        pool.checked("s1", TIMED_OUT);
        assertThat(heard).as("a streak is no news").isEmpty();
        pool.checked("s1", TIMED_OUT);
        running.failed();
        pool.checked("s1", PASSED);
        pool.checked("s1", PASSED);

        assertThat(heard).containsExactly(
                health("Server nodes/s1 is DOWN, reason: Layer7 timeout, check duration: 2001ms. 1 active and 0 backup servers left."
                        + " 1 sessions active, 0 requeued, 0 remaining in queue."),
                health("Server nodes/s1 is UP, reason: Layer7 check passed, code: 200, check duration: 1ms."
                        + " 2 active and 0 backup servers online. 0 sessions requeued, 0 total in queue."));
    }

    @Test
    void the_last_one_to_go_is_said_for_the_whole_pool_whatever_took_it() {
        pool.set("s1", DRAIN);
        pool.set("s2", DRAIN);
        pool.set("s2", READY);
        Pools.takeDown(pool, "s2");
        pool.set("s1", READY);
        pool.setWeight("s1", 0);

        assertThat(heard).filteredOn(change -> change.kind() == Change.Kind.POOL)
                .hasSize(3).allMatch(change -> change.text().equals(NONE_LEFT) && change.nodeId().isEmpty());
        assertThat(pool.snapshot().open()).isEmpty();
    }

    @Test
    void in_maintenance_checks_do_not_count_and_the_last_result_is_kept() {
        Check last = new Check(CheckStatus.L7OK, 204, 9);
        pool.checked("s1", last);
        pool.set("s1", MAINT);
        pool.checked("s1", TIMED_OUT);

        assertThat(pool.snapshot().find("s1").health().last()).isEqualTo(last);
    }

    @Test
    void a_stopping_worker_gets_nothing_more_and_says_so_once() {
        pool.stopping("s1");
        pool.stopping("s1");

        assertThat(Pools.ids(pool.snapshot().open())).containsExactly("s2");
        assertThat(pool.snapshot().find("s1").acceptsHeld()).isFalse();
        assertThat(heard).containsExactly(health("Server nodes/s1 is stopping. 1" + LEFT));
    }

    @Test
    void a_worker_that_says_to_a_check_that_it_stops_is_stopping_until_a_check_finds_its_successor() {
        pool.checked("s1", PASSED);
        pool.checked("s1", STOPPING);
        pool.checked("s1", STOPPING);
        assertThat(status()).isEqualTo("NOLB");
        assertThat(heard).containsExactly(health("Server nodes/s1 is stopping. 1" + LEFT));
        pool.checked("s1", PASSED);
        assertThat(status()).as("back before any check had failed").isEqualTo("UP");
    }

    @Test
    void who_is_down_when_its_successor_comes_is_up_after_as_many_checks_as_ever() {
        pool.checked("s1", STOPPING);
        for (int i = 0; i < 3; i++) {
            pool.checked("s1", TIMED_OUT);
        }
        pool.checked("s1", PASSED);
        assertThat(status()).isEqualTo("DOWN 1/2");
        pool.checked("s1", PASSED);
        assertThat(status()).isEqualTo("UP");
        assertThat(heard).extracting(change -> change.text().replaceAll(",.*|\\..*", "")).containsExactly("Server nodes/s1 is stopping",
                "Server nodes/s1 is DOWN", "Server nodes/s1 is UP");
    }

    @Test
    void weight_and_limit_change_live_and_keep_what_runs() {
        Lease.take(pool.snapshot().find("s1"), (node, outcome, latencyNanos) -> {});
        pool.setWeight("s1", 256);
        pool.setLimit("s1", 1);

        Node node = pool.snapshot().find("s1");
        assertThat(node.weight()).isEqualTo(256);
        assertThat(node.initialWeight()).isEqualTo(1);
        assertThat(node.inFlight()).isEqualTo(1);
        assertThat(node.hasPlace()).isFalse();
        assertThat(pool.snapshot().limited()).isTrue();
        pool.setLimit("s1", 0);
        assertThat(pool.snapshot().limited()).isFalse();
        assertThat(heard).containsExactly(
                new Change(Change.Kind.WEIGHT, "s1", "Server nodes/s1 has weight 256 now."),
                new Change(Change.Kind.LIMIT, "s1", "Server nodes/s1 has limit 1 now."),
                new Change(Change.Kind.LIMIT, "s1", "Server nodes/s1 has no limit now."));
    }

    @Test
    void what_is_out_of_range_changes_nothing() {
        assertThatThrownBy(() -> pool.setWeight("s1", 257)).hasMessage("weight must be 0 to 256, got 257");
        assertThatThrownBy(() -> pool.setWeight("s1", -1)).hasMessage("weight must be 0 to 256, got -1");
        assertThatThrownBy(() -> pool.setLimit("s1", -1)).hasMessage("limit must be 0 (none) or more, got -1");

        assertThat(pool.snapshot().find("s1").weight()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    private String status() {
        return pool.snapshot().find("s1").status();
    }

    private static Change admin(String text) {
        return new Change(Change.Kind.ADMIN, "s1", text);
    }

    private static Change health(String text) {
        return new Change(Change.Kind.HEALTH, "s1", text);
    }
}
