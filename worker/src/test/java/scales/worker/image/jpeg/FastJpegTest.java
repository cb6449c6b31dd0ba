package scales.worker.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import scales.worker.image.Resized;
import scales.worker.image.raster.Lanczos;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Orientation;
import scales.worker.image.raster.Raster;

class FastJpegTest {
    @ParameterizedTest
    @CsvSource({"0.05,36", "0.125,44", "0.25,44", "0.3,46", "0.5,48", "0.66,48", "1,48", "1.5,47", "2,47", "3.3,47"})
    void resizes_as_the_general_resampler_does_a_whole_decode(double scale, double decibels) throws Exception {
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] file = Pictures.encode(Pictures.frame(progressive, 401, 303, 22, 11, 11), 1);
            int width = (int) Math.round(401 * scale);
            int height = (int) Math.round(303 * scale);
            Decoded result = decode(resize(file, width, height, Orientation.UPRIGHT));
            Decoded source = decode(file);
            assertThat(result.frame().width()).isEqualTo(width);
            assertThat(result.frame().height()).isEqualTo(height);
            assertThat(result.frame().progressive()).isEqualTo(progressive);
            for (int c = 0; c < 3; c++) {
                Plane expected = lanczos(source, c, result.frame());
                assertThat(decibels(expected, result.planes().get(c))).as("component %d", c).isGreaterThan(decibels);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void an_oriented_picture_is_what_the_upright_one_would_have_become(Orientation orientation) throws Exception {
        for (String size : new String[] {"64x48>32x24", "64x48>64x48", "45x39>61x53", "90x75>45x25"}) {
            String[] sides = size.split("[x>]");
            int width = Integer.parseInt(sides[2]);
            int height = Integer.parseInt(sides[3]);
            Frame frame = Pictures.frame(false, Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), 11, 11, 11);
            byte[] file = Pictures.encode(frame, 1);
            boolean turned = orientation.swapsSides();
            Decoded result = decode(resize(file, turned ? height : width, turned ? width : height, orientation));
            Decoded upright = decode(resize(file, width, height, Orientation.UPRIGHT));
            for (int c = 0; c < 3; c++) {
                Raster expected = orientation.upright(raster(upright.planes().get(c)));
                Plane plane = new Plane(expected.bytes(), expected.width(), expected.width(), expected.height());
                assertThat(decibels(plane, result.planes().get(c))).as("%s, component %d", size, c).isGreaterThan(50);
            }
        }
    }

    /** Chroma of half size covers pairs of pixels from the left: in the mirror of an odd width other pairs. */
    @ParameterizedTest
    @EnumSource(Orientation.class)
    void colour_stays_where_brightness_is(Orientation orientation) throws Exception {
        Frame frame = Pictures.frame(false, 45, 39, 22, 11, 11);
        List<Plane> ramps = new ArrayList<>();
        for (Component component : frame.components()) {
            double step = frame.widestSampling() / component.horizontal();
            byte[] samples = new byte[component.width() * component.height()];
            for (int y = 0; y < component.height(); y++) {
                for (int x = 0; x < component.width(); x++) {
                    samples[y * component.width() + x] = (byte) Math.round(20 + (x + y + 1) * step * 2.5);
                }
            }
            ramps.add(new Plane(samples, component.width(), component.width(), component.height()));
        }
        byte[] file = Pictures.encode(frame, ramps, 1);
        boolean turned = orientation.swapsSides();
        Decoded result = decode(resize(file, turned ? 39 : 45, turned ? 45 : 39, orientation));
        Plane luma = result.planes().get(0);
        Plane chroma = result.planes().get(1);
        for (int y = 3; y < chroma.height() - 3; y++) {
            for (int x = 3; x < chroma.width() - 3; x++) {
                double here = (sample(luma, 2 * x, 2 * y) + sample(luma, 2 * x + 1, 2 * y)
                        + sample(luma, 2 * x, 2 * y + 1) + sample(luma, 2 * x + 1, 2 * y + 1)) / 4.0;
                assertThat((double) sample(chroma, x, y)).isCloseTo(here, within(1.2));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1,1,1", "1,1,16,16", "1,300,1,3", "300,1,900,3", "5,5,2,2", "8,8,1,1", "2000,3,20,1"})
    void tiny_and_thin_pictures_keep_their_grey(int width, int height, int newWidth, int newHeight) throws Exception {
        for (int[] sampling : new int[][] {{11}, {22, 11, 11}, {11, 22, 12}}) {
            Frame frame = Pictures.frame(false, width, height, sampling);
            List<Plane> flat = frame.components().stream()
                    .map(component -> new Plane(filled(component), component.width(), component.width(), component.height()))
                    .toList();
            Decoded result = decode(resize(Pictures.encode(frame, flat, 2), newWidth, newHeight, Orientation.UPRIGHT));
            for (Plane plane : result.planes()) {
                for (int y = 0; y < plane.height(); y++) {
                    for (int x = 0; x < plane.width(); x++) {
                        assertThat(sample(plane, x, y)).isBetween(89, 91);
                    }
                }
            }
        }
    }

    @Test
    void keeps_tables_sampling_density_and_profile() throws Exception {
        byte[] profile = new byte[70_000];
        profile[69_999] = 7;
        byte[] file = Pictures.encode(Pictures.frame(true, 50, 40, 21, 11, 11), 7);
        Resized resized = FastJpeg.resize(
                file, new FastJpeg.Wish(25, 20, Orientation.UPRIGHT, 2, 118, 119, profile)).orElseThrow();
        Decoded result = decode(resized.bytes());
        assertThat(result.quantisers()).containsExactlyElementsOf(decode(file).quantisers());
        assertThat(result.frame().components()).extracting(Component::horizontal).containsExactly(2, 1, 1);
        byte[] jfif = {'J', 'F', 'I', 'F', 0, 1, 1, 2, 0, 118, 0, 119, 0, 0};
        assertThat(resized.bytes()).containsSequence(jfif);
        assertThat(resized.bytes()).containsSequence('I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0, 1, 2);
        assertThat(resized.bytes()).containsSequence('I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0, 2, 2);
        assertThat(resized.bytes().length).isGreaterThan(profile.length);
    }

    @Test
    void red_green_and_blue_stay_what_they_are() throws Exception {
        Frame frame = Pictures.frame(false, 32, 32, 11, 11, 11).resized(32, 32, false, true);
        byte[] file = JpegEncoder.encode(frame,
                Pictures.planes(frame, 1).stream().<RowSource>map(plane -> new PlaneRows(plane, false, false)).toList(),
                Pictures.quantisers(frame, 2), new Envelope(true, 0, 1, 1, null)).bytes();
        assertThat(decode(file).rgb()).isTrue();
        assertThat(decode(resize(file, 16, 16, Orientation.UPRIGHT)).rgb()).isTrue();
    }

    private static byte[] resize(byte[] file, int width, int height, Orientation orientation) throws Exception {
        return FastJpeg.resize(file, new FastJpeg.Wish(width, height, orientation, 1, 72, 72, null))
                .orElseThrow()
                .bytes();
    }

    private static Decoded decode(byte[] file) throws Exception {
        return JpegDecoder.decode(file, frame -> 8, false);
    }

    private static byte[] filled(Component component) {
        byte[] samples = new byte[component.width() * component.height()];
        java.util.Arrays.fill(samples, (byte) 90);
        return samples;
    }

    private static Plane lanczos(Decoded source, int index, Frame target) {
        Component component = target.components().get(index);
        Raster resized = Lanczos.resize(raster(source.planes().get(index)), component.width(), component.height(),
                (double) source.frame().width() / target.width(), (double) source.frame().height() / target.height());
        return new Plane(resized.bytes(), resized.width(), resized.width(), resized.height());
    }

    private static Raster raster(Plane plane) {
        byte[] samples = new byte[plane.width() * plane.height()];
        for (int y = 0; y < plane.height(); y++) {
            System.arraycopy(plane.samples(), y * plane.stride(), samples, y * plane.width(), plane.width());
        }
        return Raster.of(plane.width(), plane.height(), Layout.GREY, samples);
    }

    private static double decibels(Plane expected, Plane actual) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.height()).isEqualTo(expected.height());
        double sum = 0;
        for (int y = 0; y < expected.height(); y++) {
            for (int x = 0; x < expected.width(); x++) {
                int difference = sample(expected, x, y) - sample(actual, x, y);
                sum += difference * difference;
            }
        }
        double mean = Math.max(1e-9, sum / expected.width() / expected.height());
        return 10 * Math.log10(255 * 255 / mean);
    }

    private static int sample(Plane plane, int x, int y) {
        return plane.samples()[y * plane.stride() + x] & 0xFF;
    }
}
