package scales.lab.bench.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final BufferedImage PHOTO = Painting.photo(64, 48, 0);

    private static Quality against(BufferedImage seen) {
        return Quality.of(List.of(PHOTO), List.of(seen)).orElseThrow();
    }

    @Test
    void a_picture_is_equal_to_itself() {
        assertThat(against(PHOTO)).isEqualTo(new Quality(Double.POSITIVE_INFINITY, 1));
    }

    @Test
    void one_level_off_everywhere_is_48_decibels() {
        BufferedImage brighter = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                // Painted pictures stay below 255.
                brighter.setRGB(x, y, PHOTO.getRGB(x, y) + 0x010101);
            }
        }

        assertThat(against(brighter).psnr()).isCloseTo(20 * Math.log10(255), within(1e-9));
    }

    @Test
    void a_pixel_of_shift_costs_similarity() {
        assertThat(against(Painting.photo(64, 48, 1)).ssim()).isLessThan(0.9);
    }

    @Test
    void other_sizes_and_numbers_of_frames_are_not_compared() {
        assertThat(Quality.of(List.of(PHOTO), List.of(Painting.photo(63, 48, 0)))).isEmpty();
        assertThat(Quality.of(List.of(PHOTO), List.of(PHOTO, PHOTO))).isEmpty();
    }

    @Test
    void an_exact_resize_to_the_same_size_changes_nothing() {
        assertThat(against(new ExactLanczos(PHOTO, 64, 48).resize()).psnr()).isInfinite();
    }
}
