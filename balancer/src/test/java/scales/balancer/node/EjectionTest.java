package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nodes that fail requests, as time goes by. In {@link Pools}: after 3 in a row, for 5 s, doubled each time up to 60 s. */
class EjectionTest {
    private static final Lease.Listener NOBODY = (node, outcome, latencyNanos) -> {};
    private static final long SECOND = 1_000_000_000L;

    /** Near the end of its range, which it passes in these tests. */
    private long nowNanos = Long.MAX_VALUE - 2 * SECOND;
    private final Pool pool = Pools.filled(Pools.empty(() -> nowNanos, Duration.ZERO), 1, 1, 1);
    private final List<Change> heard = Pools.listen(pool);

    private void fail(String id, int times) {
        for (int i = 0; i < times; i++) {
            Lease.take(pool.snapshot().find(id), NOBODY).failed();
            pool.failed(id, "broke off");
        }
    }

    private void pass(long seconds) {
        nowNanos += seconds * SECOND;
        pool.tick();
    }

    private List<String> open() {
        return Pools.ids(pool.snapshot().open());
    }

    @Test
    void three_failures_in_a_row_eject_and_say_so_in_haproxys_words() {
        fail("s1", 2);
        assertThat(open()).containsExactly("s1", "s2", "s3");
        fail("s1", 1);

        assertThat(open()).containsExactly("s2", "s3");
        Node out = pool.snapshot().find("s1");
        assertThat(out.acceptsHeld()).isFalse();
        assertThat(out.isProbed()).isTrue();
        assertThat(out.status()).isEqualTo("DOWN");
        assertThat(out.health().isUp()).as("what checks find is another matter").isTrue();
        assertThat(heard).containsExactly(new Change(Change.Kind.EJECTION, "s1",
                "Server nodes/s1 is DOWN, reason: Health analyze, info: \"Detected 3 consecutive errors; last one was: broke off\", "
                        + "ejected for 5000ms. 2 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue."));
    }

    @Test
    void a_success_ends_the_row_and_an_abandoned_request_does_not() {
        fail("s1", 2);
        Lease.take(pool.snapshot().find("s1"), NOBODY).succeeded(1);
        fail("s1", 2);
        Lease.take(pool.snapshot().find("s1"), NOBODY).abandoned();
        assertThat(heard).isEmpty();
        fail("s1", 1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_success_before_the_news_of_three_failures_arrives_clears_the_node() {
        for (int i = 0; i < 3; i++) {
            Lease.take(pool.snapshot().find("s1"), NOBODY).failed();
        }
        Lease.take(pool.snapshot().find("s1"), NOBODY).succeeded(1);
        for (int i = 0; i < 3; i++) {
            pool.failed("s1", "broke off");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void it_is_back_when_its_time_is_over_with_nothing_held_against_it() {
        fail("s1", 3);
        pass(4);
        assertThat(open()).containsExactly("s2", "s3");
        pass(1);
        assertThat(open()).containsExactly("s1", "s2", "s3");
        assertThat(heard.get(1)).isEqualTo(new Change(Change.Kind.EJECTION, "s1", "Server nodes/s1 is UP 1/3 (leaving ejection)."));
        fail("s1", 2);
        assertThat(open()).contains("s1");
    }

    @Test
    void requests_that_were_under_way_neither_lengthen_nor_repeat_an_ejection() {
        Lease late = Lease.take(pool.snapshot().find("s1"), NOBODY);
        fail("s1", 3);
        assertThat(pool.snapshot().find("s1").inFlight()).isEqualTo(1);
        fail("s1", 5);
        late.failed();
        pool.failed("s1", "broke off");
        pass(5);

        assertThat(open()).contains("s1");
        assertThat(pool.snapshot().find("s1").ejection().count()).isEqualTo(1);
    }

    @Test
    void each_time_takes_twice_as_long_up_to_the_most() {
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60, 60}) {
            fail("s1", 3);
            assertThat(pool.snapshot().find("s1").ejection().left(nowNanos)).hasSeconds(seconds);
            pass(seconds);
            assertThat(open()).contains("s1");
        }
    }

    @ParameterizedTest(name = "after {0} s without a failure {1} s")
    @CsvSource({"0, 40", "19, 40", "20, 20", "29, 20", "30, 10", "34, 10", "35, 5", "9999, 5"})
    void good_conduct_is_counted_in_times_of_the_last_length(int quietSeconds, int nextSeconds) {
        for (int seconds : new int[] {5, 10, 20}) {
            fail("s1", 3);
            pass(seconds);
        }
        pass(quietSeconds);
        fail("s1", 3);
        assertThat(pool.snapshot().find("s1").ejection().left(nowNanos)).hasSeconds(nextSeconds);
    }

    @Test
    void one_failure_is_not_good_conduct() {
        for (int seconds : new int[] {5, 10}) {
            fail("s1", 3);
            pass(seconds);
        }
        pass(9);
        fail("s1", 1);
        pass(9);
        fail("s1", 2);
        assertThat(pool.snapshot().find("s1").ejection().left(nowNanos)).hasSeconds(20);
    }

    @Test
    void the_last_one_that_could_serve_stays_until_another_can() {
        pool.set("s2", AdminState.DRAIN);
        Pools.takeDown(pool, "s3");
        fail("s1", 10);
        assertThat(open()).containsExactly("s1");

        pool.set("s2", AdminState.READY);
        fail("s1", 1);
        assertThat(pool.snapshot().find("s1").ejection().out()).as("a row goes on").isTrue();
    }

    @Test
    void an_operator_who_says_ready_or_leaves_maint_ends_it() {
        fail("s1", 3);
        pool.set("s1", AdminState.READY);
        assertThat(open()).contains("s1");
        fail("s1", 3);
        pool.set("s1", AdminState.DRAIN);
        assertThat(pool.snapshot().find("s1").acceptsHeld()).as("drain alone does not").isFalse();
        pool.set("s1", AdminState.READY);
        assertThat(open()).contains("s1");
        fail("s1", 3);
        pool.set("s1", AdminState.MAINT);
        pool.set("s1", AdminState.DRAIN);
        assertThat(pool.snapshot().find("s1").acceptsHeld()).isTrue();
        assertThat(pool.snapshot().find("s1").ejection()).isEqualTo(Ejection.NONE);
    }

    @Test
    void a_worker_that_is_back_ends_it_and_one_that_only_renews_does_not() {
        announce(1);
        fail("s9", 3);
        announce(1);
        assertThat(open()).doesNotContain("s9");

        pool.stopping("s9");
        announce(1);
        assertThat(open()).contains("s9");

        fail("s9", 3);
        pool.left("s9");
        announce(2);
        assertThat(open()).contains("s9");
        fail("s9", 2);
        assertThat(open()).contains("s9");

        fail("s9", 1);
        announce(2, "second");
        assertThat(open()).as("killed and started again").contains("s9");
    }

    private void announce(int host) {
        announce(host, "first");
    }

    private void announce(int host, String instance) {
        pool.announced("s9", new Announcement(Pools.address(host), 1, 0, instance, nowNanos + 1_000 * SECOND));
    }

    @Test
    void checks_keep_their_own_verdict() {
        fail("s1", 3);
        pool.checked("s1", Pools.PASSED);
        assertThat(open()).doesNotContain("s1");
        Pools.takeDown(pool, "s1");
        pass(60);
        assertThat(open()).as("DOWN by its checks").doesNotContain("s1");
        pool.checked("s1", Pools.PASSED);
        pool.checked("s1", Pools.PASSED);
        assertThat(open()).contains("s1");
    }

    @Test
    void after_zero_nobody_is_ejected() {
        EjectionRule never = new EjectionRule(0, Duration.ofSeconds(5), Duration.ofSeconds(60));
        Pool patient = Pools.filled(new Pool(new PoolSettings(2, 3, never, Duration.ZERO), () -> nowNanos), 1, 1);
        for (int i = 0; i < 100; i++) {
            Lease.take(patient.snapshot().find("s1"), NOBODY).failed();
            patient.failed("s1", "broke off");
        }
        assertThat(patient.snapshot().open()).hasSize(2);
    }

    @Test
    void a_changed_rule_counts_from_the_next_failure_on() {
        fail("s1", 3);
        pool.change(new PoolSettings(2, 3, new EjectionRule(1, Duration.ofSeconds(7), Duration.ofSeconds(7)), Duration.ZERO));
        assertThat(pool.snapshot().find("s1").ejection().left(nowNanos)).as("as it was told").hasSeconds(5);
        fail("s2", 1);
        assertThat(pool.snapshot().find("s2").ejection().left(nowNanos)).hasSeconds(7);
    }

    @Test
    void what_is_late_about_a_node_that_is_gone_is_nothing() {
        pool.failed("s8", "broke off");
        assertThat(heard).isEmpty();
    }
}
