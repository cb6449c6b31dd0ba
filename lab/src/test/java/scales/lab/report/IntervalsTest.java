package scales.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    private final Random random = new Random(1);

    /** From the tables that every book on statistics has. */
    @ParameterizedTest
    @CsvSource({"1, 0.05, 12.706", "2, 0.05, 4.303", "4, 0.05, 2.776", "4, 0.01, 4.604", "9, 0.05, 2.262", "9, 0.001, 4.781", "30, 0.02, 2.457", "120, 0.05, 1.980"})
    void student_s_distribution_is_that_of_the_tables(int degrees, double probability, double value) {
        assertThat(StudentT.exceededWith(probability, degrees)).isCloseTo(value, within(0.0006));
        assertThat(StudentT.beyond(-value, degrees)).isCloseTo(probability, within(0.0001));
    }

    @Test
    void a_paired_test_is_student_s_own() {
        // Student 1908, table 1: additional hours of sleep gained by ten patients, the second drug against the first.
        PairedTest sleep = PairedTest.of(new double[] {1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4}, 0);
        assertThat(sleep.mean()).isCloseTo(1.58, within(1e-9));
        assertThat(sleep.p()).isCloseTo(0.00283, within(0.00001));
        assertThat(sleep.low()).isCloseTo(0.700, within(0.001));
        assertThat(sleep.high()).isCloseTo(2.460, within(0.001));
    }

    @Test
    void differences_that_agree_are_believed_as_far_as_they_could() {
        assertThat(PairedTest.of(new double[] {0.1, 0.1, 0.1}, 0).p()).isZero();
        assertThat(PairedTest.of(new double[] {0.1, 0.1, 0.1}, 0.1).p()).isBetween(0.2, 0.3);
        assertThat(PairedTest.of(new double[] {0, 0, 0}, 0).p()).isEqualTo(1);
    }

    @Test
    void a_bootstrap_interval_covers_its_mean_and_narrows_with_more_blocks() {
        Bootstrap.Interval few = Bootstrap.of(random.doubles(5, 0, 10).toArray());
        Bootstrap.Interval many = Bootstrap.of(random.doubles(500, 0, 10).toArray());
        assertThat(few.mean()).isBetween(few.low(), few.high());
        assertThat(many.high() - many.low()).isLessThan(few.high() - few.low());
        assertThat(many.mean()).isCloseTo(5, within(0.6));
    }

    @ParameterizedTest
    @CsvSource({"5, 0.89", "10, 0.92", "30, 0.93"})
    void a_bootstrap_interval_has_the_true_mean_as_often_as_it_says_or_nearly(int blocks, double least) {
        int covered = 0;
        for (int i = 0; i < 400; i++) {
            Bootstrap.Interval interval = Bootstrap.of(random.doubles(blocks).map(each -> random.nextGaussian()).toArray());
            covered += interval.low() <= 0 && interval.high() >= 0 ? 1 : 0;
        }
        assertThat(covered / 400.0).isBetween(least, 0.98);
    }

    @Test
    void nothing_has_no_mean() {
        assertThat(Bootstrap.of().mean()).isNaN();
    }
}
