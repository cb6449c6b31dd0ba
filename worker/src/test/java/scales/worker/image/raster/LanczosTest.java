package scales.worker.image.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LanczosTest {
    static Stream<Arguments> layouts_depths_and_sides() {
        int[][] sides = {
            {23, 17, 46, 34}, {23, 17, 12, 9}, {40, 31, 5, 4}, {40, 31, 1, 1}, {1, 1, 7, 5}, {31, 2, 3, 40}, {3, 64, 9, 7},
            {64, 64, 63, 65}, {19, 19, 19, 19}, {300, 2, 7, 1}, {2, 300, 1, 11}
        };
        return Stream.of(Layout.values()).flatMap(layout -> Stream.of(8, 16).flatMap(depth ->
                Stream.of(sides).map(s -> Arguments.of(layout, depth, s[0], s[1], s[2], s[3]))));
    }

    @ParameterizedTest
    @MethodSource("layouts_depths_and_sides")
    void is_within_one_level_of_the_exact_result(Layout layout, int depth, int w, int h, int width, int height) {
        Raster source = noise(layout, depth, w, h);
        int[] exact = Reference.resize(source, width, height);
        Raster resized = Lanczos.resize(source, width, height);
        for (int i = 0; i < exact.length; i++) {
            assertThat(Reference.sample(resized, i)).as("sample %d", i).isBetween(exact[i] - 1, exact[i] + 1);
        }
    }

    @ParameterizedTest
    @MethodSource("layouts_depths_and_sides")
    void the_same_sides_give_the_same_samples(Layout layout, int depth, int w, int h, int width, int height) {
        Raster source = noise(layout, depth, w, h);
        Raster resized = Lanczos.resize(source, w, h);
        for (int i = 0; i < h * source.stride(); i++) {
            boolean visible = !layout.hasAlpha()
                    || Reference.sample(source, i / layout.samples() * layout.samples() + layout.samples() - 1) > 0;
            assertThat(Reference.sample(resized, i)).isEqualTo(visible ? Reference.sample(source, i) : 0);
        }
    }

    @Test
    void an_even_surface_stays_even_up_to_its_edges() {
        byte[] samples = new byte[50 * 40 * 3];
        java.util.Arrays.fill(samples, (byte) 200);
        Raster source = Raster.of(50, 40, Layout.RGB, samples);
        assertThat(Lanczos.resize(source, 33, 91).bytes()).containsOnly((byte) 200);
        assertThat(Lanczos.resize(source, 7, 3).bytes()).containsOnly((byte) 200);
    }

    @Test
    void the_colour_of_transparent_pixels_does_not_bleed() {
        byte[] samples = new byte[20 * 20 * 4];
        for (int i = 0; i < 400; i++) {
            boolean left = i % 20 < 10;
            samples[i * 4] = (byte) (left ? 255 : 0);
            samples[i * 4 + 1] = (byte) (left ? 0 : 255);
            samples[i * 4 + 3] = (byte) (left ? 0 : 255);
        }
        byte[] resized = Lanczos.resize(Raster.of(20, 20, Layout.RGBA, samples), 11, 11).bytes();
        for (int i = 0; i < resized.length; i += 4) {
            assertThat(resized[i]).isZero();
        }
    }

    @Test
    void a_ratio_of_its_own_keeps_left_edges_together() {
        // Half of 5 columns: 3 columns of chroma cover 6 of luma. At scale 1 nothing may move.
        Raster source = noise(Layout.GREY, 8, 3, 3);
        assertThat(Lanczos.resize(source, 3, 3, 1, 1).bytes()).isEqualTo(source.bytes());
        assertThat(Lanczos.resize(source, 2, 2, 5 / 3.0, 5 / 3.0).width()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("layouts_depths_and_sides")
    void an_update_is_the_same_as_doing_all_again(Layout layout, int depth, int w, int h, int width, int height) {
        Raster before = noise(layout, 8, w, h);
        Random random = new Random(w);
        for (int round = 0; round < 5; round++) {
            Raster after = Raster.of(w, h, layout, before.bytes().clone());
            for (int i = 0; i < round; i++) {
                after.bytes()[random.nextInt(after.bytes().length)] ^= 0x55;
            }
            Lanczos lanczos = new Lanczos(w, h, width, height);
            Raster resized = lanczos.resize(before);
            lanczos.update(after, resized, Area.ofDifference(before, after));
            assertThat(resized.bytes()).isEqualTo(lanczos.resize(after).bytes());
        }
    }

    /** Half of the pixels wild, so that sums overshoot, alpha from none to full. */
    static Raster noise(Layout layout, int depth, int width, int height) {
        Random random = new Random(width * 31L + height);
        short[] shorts = new short[width * height * layout.samples()];
        byte[] bytes = new byte[shorts.length];
        for (int i = 0; i < bytes.length; i++) {
            int wild = random.nextInt(4);
            shorts[i] = (short) (wild == 0 ? 0 : wild == 1 ? 65_535 : random.nextInt(65_536));
            bytes[i] = (byte) (shorts[i] >> 8);
        }
        return depth == 8 ? Raster.of(width, height, layout, bytes) : Raster.of(width, height, layout, shorts);
    }
}
