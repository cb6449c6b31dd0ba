package scales.balancer.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentMeanTest {
    private final RecentMean mean = new RecentMean();

    private void add(long value, int times) {
        for (int i = 0; i < times; i++) {
            mean.add(value);
        }
    }

    @Test
    void nothing_has_a_mean_of_0() {
        assertThat(mean.mean()).isZero();
    }

    @Test
    void of_a_few_it_is_exact() {
        add(10, 3);
        add(50, 1);
        assertThat(mean.mean()).isEqualTo(20);
        assertThat(mean.highest()).isEqualTo(50);
    }

    @Test
    void older_values_are_forgotten_little_by_little() {
        add(1_000, 2_000);
        add(9_000, 1_024);
        assertThat(mean.mean()).as("1 - 1/e of the way").isBetween(5_900L, 6_200L);
        add(9_000, 10_000);
        assertThat(mean.mean()).isBetween(8_990L, 9_000L);
    }

    @Test
    void the_highest_can_be_forgotten_alone() {
        add(7, 2);
        mean.resetHighest();
        assertThat(mean.highest()).isZero();
        assertThat(mean.mean()).isEqualTo(7);
        mean.reset();
        assertThat(mean.mean()).isZero();
    }
}
