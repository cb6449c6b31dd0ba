package scales.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.worker.image.Refused;

class ScaleParameterTest {
    @ParameterizedTest
    @CsvSource({
        "scale=2, 2", "scale=0.5, 0.5", "scale=00002, 2", "scale=.5, 0.5", "scale=2., 2", "scale=%32, 2", "scale=%2E5, 0.5",
        "%73cale=2, 2", "scale=0.333333&x=1, 0.333333", "x=1&scale=2, 2", "x=%zz&scale=2, 2", "&&scale=2&, 2",
        "scale=0.000000000000000000000000000001, 0.000000000000000000000000000001",
        "scale=9223372036854775808, 9223372036854775808",
    })
    void reads_exactly_one_decimal(String query, String factor) throws Refused {
        assertThat(ScaleParameter.parse(query).factor()).isEqualByComparingTo(factor);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {
        "", "foo=2", "scale", "scale=", "SCALE=2", "scale[]=2", "scale=abc", "scale=0", "scale=0.0", "scale=-0", "scale=-1",
        "scale=NaN", "scale=Infinity", "scale=1e2", "scale=0x10", "scale=0x1p3", "scale=2d", "scale=2f", "scale=+2", "scale=%2B2",
        "scale=%202", "scale=2%20", "scale=2%0A", "scale=2%0D%0AX-Evil:1", "scale=2%00", "scale=%D9%A2", "scale=%EF%BC%92",
        "scale=1,5", "scale=1.2.3", "scale=1_000", "scale=2%25", "scale=1/2", "scale=2;1", "scale=2x", "scale=.", "scale==2",
        "scale=%", "scale=%3", "scale=%zz", "scale=2%", "scale=%C3%28", "scale=%FF", "scale=2&scale=2", "scale=2&scale=0.5",
        "scale=abc&scale=2", "scale=2&scale=", "scale=2&%73cale=2", "scale=000000000000000000000000000000001"
    })
    void refuses_everything_else(String query) {
        assertThatThrownBy(() -> ScaleParameter.parse(query)).isInstanceOf(Refused.class);
    }

    @Test
    void never_repeats_in_its_reason_what_the_client_sent() {
        assertThatThrownBy(() -> ScaleParameter.parse("scale=<script>")).hasMessageNotContaining("script");
    }
}
