package scales.worker.image.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    /** The stored picture is "abc" over "def"; the table is that of EXIF 2.32, section 4.6.4. */
    @ParameterizedTest
    @CsvSource({
        "1, abc/def", "2, cba/fed", "3, fed/cba", "4, def/abc", "5, ad/be/cf", "6, da/eb/fc", "7, fc/eb/da", "8, cf/be/ad"
    })
    void turns_the_picture_as_exif_says(int exif, String upright) {
        String rows = upright.replace("/", "");
        Orientation orientation = Orientation.of(exif);
        Raster bytes = orientation.upright(Raster.of(3, 2, Layout.GREY, "abcdef".getBytes()));
        assertThat(new String(bytes.bytes())).isEqualTo(rows);
        assertThat(bytes.width()).isEqualTo(upright.indexOf('/'));
        assertThat(orientation.swapsSides()).isEqualTo(bytes.width() == 2);

        short[] pairs = new short[12];
        for (int i = 0; i < 12; i++) {
            pairs[i] = (short) ("abcdef".charAt(i / 2) * 2 + i % 2);
        }
        short[] turned = orientation.upright(Raster.of(3, 2, Layout.GREY_ALPHA, pairs)).shorts();
        for (int i = 0; i < 12; i++) {
            assertThat(turned[i]).isEqualTo((short) (rows.charAt(i / 2) * 2 + i % 2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 9, 65_535})
    void an_illegal_value_means_upright(int exif) {
        assertThat(Orientation.of(exif)).isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void is_read_from_both_byte_orders() {
        byte[] big = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0};
        byte[] little = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0};
        assertThat(Exif.orientation(big, 0, big.length)).isEqualTo(Orientation.ROTATED_90);
        assertThat(Exif.orientation(little, 0, little.length)).isEqualTo(Orientation.ROTATED_270);
    }

    @Test
    void every_cut_of_a_block_means_upright_or_is_read() {
        byte[] big = {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
        for (int to = 0; to < 22; to++) {
            assertThat(Exif.orientation(big, 0, to)).as("cut at %d", to).isEqualTo(Orientation.UPRIGHT);
        }
    }

    @Test
    void a_directory_outside_the_block_is_not_followed() {
        byte[] far = {'M', 'M', 0, 42, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xF0, 0, 1};
        assertThat(Exif.orientation(far, 0, far.length)).isEqualTo(Orientation.UPRIGHT);
    }
}
