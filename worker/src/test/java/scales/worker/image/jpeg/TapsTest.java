package scales.worker.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapsTest {
    @ParameterizedTest
    @CsvSource({"100,50", "100,51", "7,3", "3,100", "64,64", "1,1", "1000,3", "90,60"})
    void mixing_is_the_weighted_sum_and_leaves_an_even_row_even(int source, int target) {
        Taps taps = new Taps(source, target, (double) source / target, 0);
        int[] row = new Random(7).ints(Math.max(source, taps.count), 0, 256).toArray();
        int[] mixed = new int[target];
        Mixing.across(row, taps, mixed, Taps.FRACTION);
        for (int x = 0; x < target; x++) {
            long sum = 0;
            int weights = 0;
            for (int t = 0; t < taps.count; t++) {
                sum += (long) row[taps.first[x] + t] * taps.weights[x * taps.count + t];
                weights += taps.weights[x * taps.count + t];
            }
            assertThat(mixed[x]).isEqualTo((int) (sum + (1 << Taps.FRACTION - 1) >> Taps.FRACTION));
            assertThat(weights).isBetween((1 << Taps.FRACTION) - 1, (1 << Taps.FRACTION) + 1);
        }
    }

    @Test
    void half_the_size_takes_the_same_weights_everywhere_but_at_the_edges() {
        Taps taps = new Taps(100, 50, 2, 0);
        assertThat(taps.halvedFrom).isLessThan(4);
        assertThat(taps.halvedTo).isGreaterThan(46);
    }
}
