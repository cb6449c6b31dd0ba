package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepTimeTest {
    private static final long KEPT = TimeUnit.SECONDS.toNanos(30);

    private final KeepTime time = new KeepTime();

    private boolean isOverAfter(long seconds) {
        time.restart();
        time.isOver(7, KEPT);
        return time.isOver(7 + TimeUnit.SECONDS.toNanos(seconds), KEPT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"timeout=5 | 5", "max=9, timeout=5 | 5", "Timeout=19,max=3 | 19", "timeout=60 | 30", "timeout=0 | 0",
        "timeout=x | 30", "timeout= | 30", "xtimeout=5 | 30", "timeout=99999999999 | 30", "max=5 | 30"})
    void a_connection_is_kept_for_as_long_as_both_ends_say(String said, long seconds) {
        time.said(MultiMap.caseInsensitiveMultiMap().add("keep-alive", said));
        assertThat(isOverAfter(seconds)).isTrue();
        assertThat(seconds == 0 || !isOverAfter(seconds - 1)).isTrue();
    }

    @Test
    void time_starts_anew_after_each_request() {
        assertThat(time.isOver(0, KEPT)).isFalse();
        assertThat(time.isOver(KEPT, KEPT)).isTrue();
        time.restart();
        assertThat(time.isOver(KEPT + 1, KEPT)).isFalse();
    }
}
