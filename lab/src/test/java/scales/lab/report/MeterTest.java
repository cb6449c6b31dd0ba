package scales.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeterTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void one_request_that_hangs_beyond_the_block_does_not_make_all_others_rare() {
        Meter meter = new Meter(0, 8 * SECOND);
        for (int i = 0; i < 800; i++) {
            meter.answered("s1", i * SECOND / 100, i * SECOND / 100, 0);
        }
        meter.failed("no answer", SECOND, 63 * SECOND);
        meter.answered("s1", SECOND, 40 * SECOND, 0);
        assertThat(meter.block("any", 1).throughput()).isEqualTo(100);
        assertThat(meter.block("any", 1).answered()).isEqualTo(801);
    }

    @Test
    void a_block_whose_requests_are_all_done_is_over() {
        Meter meter = new Meter(SECOND, 60 * SECOND);
        meter.answered("s1", SECOND / 2, SECOND, 0);
        meter.answered("s1", SECOND, 2 * SECOND, 0);
        meter.answered("s1", 2 * SECOND, 3 * SECOND, 0);
        assertThat(meter.block("any", 1).throughput()).isEqualTo(1);
    }

    @Test
    void without_answers_there_is_no_latency() {
        Meter meter = new Meter(0, 2 * SECOND);
        meter.second(0);
        meter.failed("503", 0, SECOND);
        Block block = meter.block("any", 1);
        assertThat(block.series().get(0).meanMillis()).isNaN();
        assertThat(block.meanMillis()).isNaN();
        assertThat(block.maxMillis()).isNaN();
        assertThat(block.slowdown().ratio()).isNaN();
        assertThat(block.errorRate()).isEqualTo(1);
    }
}
