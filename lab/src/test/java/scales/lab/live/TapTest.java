package scales.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.lab.report.Meter;

class TapTest {
    @Test
    void what_could_not_even_begin_is_an_error_and_no_request_is_left_for_it() {
        Meter meter = new Meter(0, 1_000_000_000);
        Tap tap = new Tap(meter, new PictureMix("none", List.of()), "/", new Random(1), 2, 0);

        tap.overflowed(0);
        assertThat(tap.isOpen()).isTrue();
        tap.overflowed(0);

        assertThat(tap.isOpen()).isFalse();
        assertThat(tap.drained().isComplete()).isTrue();
        assertThat(meter.block("any", 1).errors()).isEqualTo(Map.of("not started", 2L));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "queue;dur=9.000, decode;dur=1.500, scale;dur=2.250, encode;dur=0.250 | 4000000",
        "total;dur=3 | 0",
        "nothing that anybody reads | 0"
    })
    void work_is_what_the_worker_says_without_waiting(String header, long nanos) {
        assertThat(ServerTiming.workNanos(header)).isEqualTo(nanos);
    }
}
