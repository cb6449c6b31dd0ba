package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final long LEAST = 100;

    private final Pace pace = new Pace();

    private boolean slowAt(double seconds, long bytes) {
        return pace.isTooSlow(bytes, (long) (seconds * 1e9), WINDOW, LEAST);
    }

    @Test
    void silence_is_allowed_for_less_than_a_window() {
        assertThat(slowAt(0, 0)).isFalse();
        assertThat(slowAt(9.9, 0)).isFalse();
        assertThat(slowAt(10, 0)).isTrue();
    }

    @Test
    void a_trickle_below_the_rate_is_too_slow_at_the_end_of_the_window() {
        for (int second = 0; second < 10; second++) {
            assertThat(slowAt(second, second * 99L)).isFalse();
        }
        assertThat(slowAt(10, 990)).isTrue();
    }

    @Test
    void the_least_rate_is_fast_enough_for_ever() {
        for (int second = 0; second < 1_000; second++) {
            assertThat(slowAt(second, second * LEAST)).isFalse();
        }
    }

    @Test
    void much_at_once_buys_no_trickle_afterwards() {
        slowAt(0, 0);
        assertThat(slowAt(10, 1_000_000)).isFalse();
        for (int second = 11; second < 20; second++) {
            assertThat(slowAt(second, 1_000_000 + second)).isFalse();
        }
        assertThat(slowAt(20, 1_000_020)).isTrue();
    }

    @Test
    void after_a_rest_time_starts_anew() {
        slowAt(0, 0);
        slowAt(9, 0);
        pace.rest();
        assertThat(slowAt(100, 0)).isFalse();
        assertThat(slowAt(109, 0)).isFalse();
        assertThat(slowAt(110, 0)).isTrue();
    }
}
