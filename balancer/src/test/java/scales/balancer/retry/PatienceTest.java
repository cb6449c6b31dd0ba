package scales.balancer.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final Patience patience =
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofSeconds(12));

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void an_answer_that_has_begun_is_held_to_another_time_than_one_that_has_not() {
        assertThat(patience.isOverForNode(false, seconds(59))).isFalse();
        assertThat(patience.isOverForNode(false, seconds(60))).isTrue();
        assertThat(patience.isOverForNode(true, seconds(29))).isFalse();
        assertThat(patience.isOverForNode(true, seconds(30))).isTrue();
    }

    @Test
    void a_total_of_zero_is_no_end() {
        Patience endless = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(12));
        assertThat(endless.isOverInAll(Long.MAX_VALUE)).isFalse();
        assertThat(patience.isOverInAll(seconds(599))).isFalse();
        assertThat(patience.isOverInAll(seconds(600))).isTrue();
    }

    @Test
    void silence_is_long_enough_when_checks_would_have_failed_by_then() {
        assertThat(Patience.silence(Duration.ofSeconds(2), Duration.ofSeconds(1), 3)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void a_node_that_is_down_is_given_up_only_when_it_is_silent_too() {
        assertThat(patience.isOverForDownNode(seconds(11))).isFalse();
        assertThat(patience.isOverForDownNode(seconds(12))).isTrue();
    }
}
