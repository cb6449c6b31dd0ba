package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowStartTest {
    private static final long SECOND = 1_000_000_000L;

    /** Near the end of its range, which it passes in these tests. */
    private long nowNanos = Long.MAX_VALUE - 2 * SECOND;
    private final Pool pool = Pools.filled(Pools.empty(() -> nowNanos, Duration.ofSeconds(90)), 4, 1);

    private int throttle(String id) {
        return pool.snapshot().find(id).throttle();
    }

    private void pass(long millis) {
        nowNanos += millis * (SECOND / 1_000);
        pool.tick();
    }

    private void bounce(String id) {
        pool.set(id, AdminState.MAINT);
        pool.set(id, AdminState.READY);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "999, 10", "1000, 11", "40000, 50", "89999, 99", "90000, 100", "999999, 100"})
    void the_share_climbs_on_a_line_from_a_tenth_to_the_whole(long millis, int percent) {
        bounce("s1");
        pass(millis);

        assertThat(throttle("s1")).isEqualTo(percent);
        Node node = pool.snapshot().find("s1");
        assertThat(node.weight()).isEqualTo(4);
        assertThat(node.effectiveWeight()).isEqualTo(4 * percent / 100.0);
        assertThat(node.effectiveHundredths()).isEqualTo(4 * percent);
        assertThat(throttle("s2")).isEqualTo(100);
    }

    @Test
    void the_nodes_of_the_start_have_their_whole_share_and_who_joins_later_begins_slowly() {
        pool.running();
        pool.join("s3", Pools.address(3), 1, 0, Origin.ADMIN);
        assertThat(throttle("s1")).isEqualTo(100);
        assertThat(throttle("s3")).isEqualTo(10);
        pool.announced("s4", new Announcement(Pools.address(4), 1, 0, null, nowNanos + SECOND));
        assertThat(throttle("s4")).isEqualTo(10);
    }

    @Test
    void who_comes_up_begins_slowly_and_anew_each_time() {
        Pools.takeDown(pool, "s1");
        pool.checked("s1", Pools.PASSED);
        pool.checked("s1", Pools.PASSED);
        assertThat(throttle("s1")).isEqualTo(10);
        pass(40_000);
        Pools.takeDown(pool, "s1");
        pool.checked("s1", Pools.PASSED);
        pool.checked("s1", Pools.PASSED);
        assertThat(throttle("s1")).isEqualTo(10);
        pass(40_000);
        assertThat(throttle("s1")).isEqualTo(50);
    }

    @Test
    void who_was_ejected_begins_slowly() {
        for (int i = 0; i < 3; i++) {
            Lease.take(pool.snapshot().find("s1"), (node, outcome, latencyNanos) -> {}).failed();
            pool.failed("s1", "broke off");
        }
        pass(5_000);
        assertThat(pool.snapshot().find("s1").acceptsNew()).isTrue();
        assertThat(throttle("s1")).isEqualTo(10);
    }

    @Test
    void a_drain_that_ends_begins_nothing() {
        pool.set("s1", AdminState.DRAIN);
        pool.set("s1", AdminState.READY);
        assertThat(throttle("s1")).isEqualTo(100);
    }

    @Test
    void when_nobody_climbs_time_changes_nothing() {
        bounce("s1");
        pass(90_000);
        Snapshot before = pool.snapshot();
        pass(1_000);
        assertThat(pool.snapshot()).isSameAs(before);
    }

    @Test
    void who_leaves_while_it_climbs_is_forgotten() {
        bounce("s1");
        pool.left("s1");
        pass(1_000);
        assertThat(pool.snapshot().find("s1")).isNull();
    }
}
