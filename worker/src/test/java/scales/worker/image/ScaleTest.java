package scales.worker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 100, 50", "0.5, 3, 2", "0.5, 1, 1", "0.5, 5, 3", "4.35, 100, 435", "2, 7, 14", "2., 7, 14", ".5, 7, 4", "00002, 7, 14",
        "0.0001, 30000, 3", "0.00000001, 30000, 1", "1, 1, 1", "0.333333, 3, 1", "99999999999999999999999999999999, 1, 2147483647",
        "0.5000000000000000000000000000001, 10, 5", "0.4999999999999999999999999999999, 1, 1"
    })
    void is_a_decimal_and_rounds_half_up(String scale, int side, int expected) throws Refused {
        assertThat(Scale.parse(scale).of(side)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "0", "0.0", ".", "-1", "+1", "1e2", "1E2", "NaN", "Infinity", "0x2", "2d", "2f", "1,5", " 1", "1 ", "1\n", "\u0662", "\uFF12",
        "1.2.3", "1_000", "999999999999999999999999999999999", "0.00000000000000000000000000000001"
    })
    void anything_else_is_refused(String scale) {
        assertThatThrownBy(() -> Scale.parse(scale)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.code()).isEqualTo("scale"));
    }
}
