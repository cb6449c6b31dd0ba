package scales.balancer.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static scales.balancer.node.Pools.PASSED;
import static scales.balancer.node.Pools.TIMED_OUT;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoolAnnounceTest {
    private final Pool pool = Pools.empty();
    private final List<Change> heard = Pools.listen(pool);

    @Test
    void a_worker_joins_once_and_renews_in_silence() {
        assertThat(announce("s1", 1, 100)).isTrue();
        Snapshot joined = pool.snapshot();
        assertThat(announce("s1", 1, 200)).isFalse();

        assertThat(pool.snapshot()).as("nothing changed").isSameAs(joined);
        assertThat(heard).extracting(Change::text).containsExactly("Server nodes/s1 joined at 10.0.0.1:3000, weight 1, state ready.");
        assertThat(pool.snapshot().find("s1").origin()).isEqualTo(Origin.ANNOUNCED);
    }

    @Test
    void it_expires_when_it_does_not_renew() {
        announce("s1", 1, 100);
        announce("s2", 2, 100);
        announce("s2", 2, 200);
        pool.expire(99);
        assertThat(present()).containsExactly("s1", "s2");
        pool.expire(100);
        assertThat(present()).containsExactly("s2");
        assertThat(heard.get(2).text()).startsWith("Server nodes/s1 expired: it did not renew its announcement. 1 active");
        pool.expire(200);
        assertThat(present()).isEmpty();
    }

    @Test
    void who_passes_its_checks_may_be_late_for_a_while() {
        announce("s1", 1, 100);
        announce("s2", 2, 100);
        announce("s3", 3, 100);
        for (String id : List.of("s1", "s2", "s3")) {
            pool.checked(id, PASSED);
        }
        pool.checked("s2", TIMED_OUT);
        pool.set("s3", AdminState.MAINT);

        pool.expire(100);
        assertThat(present()).containsExactly("s1");
        for (long millis = 500; millis < 30_000; millis += 500) {
            pool.expire(millis * 1_000_000);
            assertThat(present()).containsExactly("s1");
        }
        pool.expire(30_000_000_100L);
        assertThat(present()).isEmpty();
    }

    @Test
    void nobody_expires_while_nobody_could_listen() {
        long second = 1_000_000_000;
        announce("s1", 1, 15 * second);
        pool.expire(second / 2);
        pool.expire(20 * second);
        assertThat(present()).as("after a pause, before a renewal could be read").containsExactly("s1");
        for (long now = 20 * second; now <= 34 * second; now += second / 2) {
            pool.expire(now);
            assertThat(present()).containsExactly("s1");
        }
        pool.expire(34 * second + second / 2);
        assertThat(present()).as("with the time that it was listened to").isEmpty();
    }

    @Test
    void deadlines_hold_when_the_clock_overflows() {
        announce("s1", 1, Long.MAX_VALUE + 10);
        pool.expire(Long.MAX_VALUE - 10);
        assertThat(present()).containsExactly("s1");
        pool.expire(Long.MIN_VALUE + 9);
        assertThat(present()).isEmpty();
    }

    @Test
    void an_expired_worker_comes_back_as_the_operator_left_it() {
        announce("s1", 1, 100);
        pool.set("s1", AdminState.MAINT);
        pool.expire(100);

        assertThat(announce("s1", 4, 300)).isTrue();
        assertThat(pool.snapshot().find("s1").admin()).isEqualTo(AdminState.MAINT);
        assertThat(pool.snapshot().find("s1").address()).isEqualTo(Pools.address(4));
    }

    @Test
    void the_name_of_a_worker_that_is_alive_is_not_given_away() {
        announce("s1", 1, 100);

        assertThatThrownBy(() -> announce("s1", 2, 900))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the name s1 belongs to the node at 10.0.0.1:3000");
        pool.expire(100);
        assertThat(present()).as("the intruder renewed nothing").isEmpty();
    }

    @Test
    void a_worker_that_died_may_return_at_another_address_and_serves_at_once() {
        announce("s1", 1, 100);
        Pools.takeDown(pool, "s1");

        assertThat(announce("s1", 2, 200)).isFalse();

        Node back = pool.snapshot().find("s1");
        assertThat(back.address()).isEqualTo(Pools.address(2));
        assertThat(back.status()).isEqualTo("UP 1/3");
        assertThat(heard.get(heard.size() - 1)).isEqualTo(new Change(Change.Kind.MEMBERSHIP, "s1", "Server nodes/s1 is back at 10.0.0.2:3000."));
    }

    @Test
    void a_worker_that_was_stopping_and_announces_itself_again_has_been_started_again() {
        announce("s1", 1, 100);
        pool.stopping("s1");
        pool.checked("s1", TIMED_OUT);
        assertThat(pool.snapshot().open()).isEmpty();

        announce("s1", 1, 200);

        assertThat(pool.snapshot().open()).hasSize(1);
        assertThat(heard.get(heard.size() - 1).text()).isEqualTo("Server nodes/s1 is back at 10.0.0.1:3000.");
    }

    @Test
    void a_sick_worker_does_not_get_well_by_renewing() {
        announce("s1", 1, 100);
        Pools.takeDown(pool, "s1");
        announce("s1", 1, 200);

        assertThat(pool.snapshot().find("s1").status()).isEqualTo("DOWN");
    }

    @Test
    void a_worker_that_was_killed_and_started_again_at_once_is_known_by_its_instance_and_serves_at_once() {
        announce("s1", 1, "first", 100);
        announce("s1", 1, "first", 200);
        Pools.takeDown(pool, "s1");
        announce("s1", 1, "first", 300);
        assertThat(pool.snapshot().find("s1").status()).isEqualTo("DOWN");

        assertThat(announce("s1", 1, "second", 400)).isFalse();
        assertThat(pool.snapshot().find("s1").status()).isEqualTo("UP 1/3");
        assertThat(heard.get(heard.size() - 1).text()).isEqualTo("Server nodes/s1 is back at 10.0.0.1:3000.");
        Snapshot back = pool.snapshot();
        announce("s1", 1, "second", 500);
        assertThat(pool.snapshot()).isSameAs(back);
    }

    @Test
    void a_node_that_the_operator_named_neither_moves_nor_expires() {
        pool.join("s1", Pools.address(1), 1, 0, Origin.STATIC);
        Pools.takeDown(pool, "s1");

        assertThatThrownBy(() -> announce("s1", 2, 100)).isInstanceOf(IllegalStateException.class);
        assertThat(announce("s1", 1, 100)).isFalse();
        pool.expire(1_000);
        assertThat(present()).containsExactly("s1");
    }

    @Test
    void the_successor_of_a_stopping_worker_is_known_by_a_check_that_passes_after_one_that_failed() {
        pool.join("s1", Pools.address(1), 1, 0, Origin.STATIC);
        pool.checked("s1", PASSED);
        pool.stopping("s1");
        pool.checked("s1", PASSED);
        assertThat(pool.snapshot().find("s1").status()).as("it finishes what it has").isEqualTo("NOLB");
        pool.checked("s1", TIMED_OUT);
        pool.checked("s1", PASSED);

        assertThat(pool.snapshot().find("s1").status()).isEqualTo("UP");
        assertThat(heard.get(heard.size() - 1).text()).startsWith("Server nodes/s1 is UP, reason: Layer7 check passed, code: 200");
    }

    private boolean announce(String id, int host, long deadlineNanos) {
        return announce(id, host, null, deadlineNanos);
    }

    private boolean announce(String id, int host, String instance, long deadlineNanos) {
        return pool.announced(id, new Announcement(Pools.address(host), 1, 0, instance, deadlineNanos));
    }

    private List<String> present() {
        return Pools.ids(pool.snapshot().nodes());
    }
}
