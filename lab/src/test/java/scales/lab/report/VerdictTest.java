package scales.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private final Random random = new Random(1);

    @Test
    void chance_alone_is_no_difference() {
        int wrong = 0;
        for (int i = 0; i < 100; i++) {
            wrong += verdict(10, 100, 100, 10).contains("no difference") ? 0 : 1;
        }
        assertThat(wrong).as("a 95 % interval of ten blocks is a little narrow, so some 8 in 100").isLessThan(18);
    }

    @Test
    void a_difference_larger_than_chance_is_named_with_its_size() {
        assertThat(verdict(10, 100, 150, 10)).contains("a is lowest").containsPattern("b by [45]\\d\\.");
    }

    @Test
    void what_all_strategies_of_a_block_share_does_not_hide_a_difference() {
        List<Block> blocks = new ArrayList<>();
        for (int number = 1; number <= 8; number++) {
            double drift = 1 + number;
            blocks.add(block("a", number, 100 * drift));
            blocks.add(block("b", number, 103 * drift));
        }
        assertThat(Verdict.of(experiment(blocks)).get(0)).contains("a is lowest");
    }

    @Test
    void two_blocks_are_too_few_to_say_anything() {
        assertThat(verdict(2, 100, 900, 1)).contains("too few");
    }

    @Test
    void an_interval_covers_its_mean_and_narrows_with_more_blocks() {
        Bootstrap.Interval few = Bootstrap.of(random.doubles(5, 0, 10).toArray());
        Bootstrap.Interval many = Bootstrap.of(random.doubles(500, 0, 10).toArray());
        assertThat(few.mean()).isBetween(few.low(), few.high());
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
        assertThat(many.mean()).isCloseTo(5, within(0.6));
    }

    private String verdict(int blocks, double millisOfA, double millisOfB, double spread) {
        List<Block> all = new ArrayList<>();
        for (int number = 1; number <= blocks; number++) {
            all.add(block("a", number, millisOfA + spread * random.nextGaussian()));
            all.add(block("b", number, millisOfB + spread * random.nextGaussian()));
        }
        return Verdict.of(experiment(all)).get(0);
    }

    private static Experiment experiment(List<Block> blocks) {
        return new Experiment("test", List.of(), "", List.of(), List.of(), blocks, true);
    }

    private static Block block(String strategy, int number, double millis) {
        Histogram latency = new Histogram(3_600_000_000L, 3);
        latency.recordValue(Math.round(millis * 1e3));
        return new Block(strategy, number, 1, latency, Map.of(), Map.of(), 0, 0, new Block.Slowdown(0, 0), new double[0], List.of());
    }
}
