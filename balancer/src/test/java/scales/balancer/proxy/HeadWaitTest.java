package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import scales.balancer.proxy.HeadWait.Verdict;

class HeadWaitTest {
    private static final ClientSettings SETTINGS = new ClientSettings(Duration.ofSeconds(10), Duration.ofSeconds(20), 0,
            Duration.ofSeconds(60), Duration.ofSeconds(30), 0, 1, 0, 1, 1);

    private final HeadWait wait = new HeadWait();

    private Verdict at(long seconds) {
        return wait.judge(seconds * 1_000_000_000L, SETTINGS);
    }

    @Test
    void a_new_connection_has_the_header_timeout_and_no_more() {
        assertThat(at(0)).isEqualTo(Verdict.WAIT);
        assertThat(at(9)).isEqualTo(Verdict.WAIT);
        assertThat(at(10)).isEqualTo(Verdict.IDLE);
    }

    @Test
    void bytes_of_a_head_buy_its_time_once() {
        at(0);
        wait.heard();
        assertThat(at(9)).isEqualTo(Verdict.WAIT);
        wait.heard();
        assertThat(at(18)).isEqualTo(Verdict.WAIT);
        wait.heard();
        assertThat(at(19)).isEqualTo(Verdict.SLOW);
    }

    @Test
    void who_waits_for_us_waits_as_long_as_it_takes() {
        wait.heard();
        wait.began();
        assertThat(at(0)).isEqualTo(Verdict.WAIT);
        wait.heard();
        assertThat(at(100_000)).isEqualTo(Verdict.WAIT);
    }

    @Test
    void between_requests_it_may_be_idle_longer() {
        wait.heard();
        wait.began();
        wait.ended();
        assertThat(at(0)).isEqualTo(Verdict.WAIT);
        assertThat(at(59)).isEqualTo(Verdict.WAIT);
        assertThat(at(60)).isEqualTo(Verdict.IDLE);
    }

    @Test
    void the_next_head_has_the_header_timeout_again() {
        wait.began();
        wait.ended();
        at(0);
        wait.heard();
        assertThat(at(50)).isEqualTo(Verdict.WAIT);
        assertThat(at(60)).isEqualTo(Verdict.SLOW);
    }

    @Test
    void several_requests_at_once_are_over_with_the_last() {
        wait.began();
        wait.began();
        wait.ended();
        assertThat(at(0)).isEqualTo(Verdict.WAIT);
        assertThat(at(1_000)).isEqualTo(Verdict.WAIT);
        wait.ended();
        assertThat(at(1_001)).isEqualTo(Verdict.WAIT);
        assertThat(at(1_061)).isEqualTo(Verdict.IDLE);
    }
}
