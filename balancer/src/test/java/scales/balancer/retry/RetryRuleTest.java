package scales.balancer.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryRuleTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RetryBudget budget = new RetryBudget(0.2, nanos::get);
    private final RetryRule rule = new RetryRule(3, budget);

    @Test
    void what_reached_nobody_goes_on_as_long_as_somebody_is_left() {
        for (int attempts = 1; attempts < 50; attempts++) {
            assertThat(rule.allows(Failure.UNREACHABLE, true, false, attempts)).isTrue();
        }
    }

    @Test
    void what_cannot_be_sent_whole_is_never_sent_again() {
        for (Failure failure : Failure.values()) {
            assertThat(rule.allows(failure, false, true, 1)).as("%s", failure).isFalse();
        }
    }

    @Test
    void what_a_node_may_have_done_is_repeated_only_when_that_harms_nobody() {
        assertThat(rule.allows(Failure.BROKEN, true, true, 1)).isTrue();
        assertThat(rule.allows(Failure.BROKEN, true, false, 1)).isFalse();
        assertThat(rule.allows(Failure.BUSY, true, true, 2)).isTrue();
        assertThat(rule.allows(Failure.DOWN, true, true, 2)).isTrue();
        assertThat(rule.allows(Failure.DOWN, true, false, 1)).isFalse();
        assertThat(rule.allows(Failure.BROKEN, true, true, 3)).as("three attempts at most").isFalse();
    }

    @Test
    void silence_is_not_repeated() {
        assertThat(rule.allows(Failure.TIMED_OUT, true, true, 1)).isFalse();
    }

    @Test
    void one_attempt_means_no_retries_at_all() {
        RetryRule once = new RetryRule(1, budget);
        for (Failure failure : Failure.values()) {
            assertThat(once.allows(failure, true, true, 1)).as("%s", failure).isFalse();
        }
    }

    @Test
    void when_everything_fails_retries_settle_at_a_fifth_of_the_requests() {
        while (budget.withdraw()) {
            // What was saved is spent.
        }
        int retried = 0;
        for (int i = 0; i < 10_000; i++) {
            rule.requestCame();
            retried += rule.allows(Failure.BROKEN, true, true, 1) ? 1 : 0;
        }
        assertThat(retried).isBetween(1_990, 2_010);
    }

    @Test
    void a_trickle_lets_rare_requests_be_retried_too() {
        while (budget.withdraw()) {
            // What was saved is spent.
        }
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        int granted = 0;
        while (budget.withdraw()) {
            granted++;
        }
        assertThat(granted).isEqualTo(10);
    }
}
