package scales.worker.image.gif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.imageio.ImageIO;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

class GifEncoderTest {

    private static GifHeader source(int frames, int loops) {
        return new GifHeader(1, 1, frames, 1, loops, 0);
    }

    private static byte[] encode(List<Raster> frames, int loops) {
        Raster first = frames.get(0);
        GifEncoder encoder = new GifEncoder(first.width(), first.height(), source(frames.size(), loops));
        for (int i = 0; i < frames.size(); i++) {
            encoder.add(frames.get(i), i * 3);
        }
        return encoder.finish();
    }

    /** @return the composed frames as RGBA */
    private static List<byte[]> decode(byte[] gif) throws Refused {
        GifDecoder decoder = new GifDecoder(gif, GifHeader.read(gif));
        List<byte[]> frames = new ArrayList<>();
        while (decoder.next()) {
            assertThat(decoder.delay()).isEqualTo(frames.size() * 3);
            frames.add(rgba(decoder.frame()));
        }
        return frames;
    }

    private static byte[] rgba(Raster frame) {
        if (frame.layout() == Layout.RGBA) {
            return frame.bytes();
        }
        byte[] rgba = new byte[frame.width() * frame.height() * 4];
        for (int i = 0; i < frame.width() * frame.height(); i++) {
            System.arraycopy(frame.bytes(), 3 * i, rgba, 4 * i, 3);
            rgba[4 * i + 3] = (byte) 255;
        }
        return rgba;
    }

    /** Sprites over a ground that is partly transparent: everything a difference of frames can meet. */
    @Property(tries = 300, seed = "5")
    void frames_of_few_colours_come_back_exactly(
            @ForAll @IntRange(min = 1, max = 12) int width, @ForAll @IntRange(min = 1, max = 12) int height,
            @ForAll @IntRange(min = 1, max = 6) int count, @ForAll @IntRange(max = 3) int clear, @ForAll long seed)
            throws Refused {
        Random random = new Random(seed);
        List<Raster> frames = new ArrayList<>();
        byte[] samples = new byte[width * height * 4];
        for (int f = 0; f < count; f++) {
            samples = samples.clone();
            for (int changes = random.nextInt(width * height + 1); changes > 0; changes--) {
                int at = random.nextInt(width * height) * 4;
                boolean opaque = random.nextInt(4) >= clear;
                for (int s = 0; s < 3; s++) {
                    samples[at + s] = (byte) (opaque ? random.nextInt(3) * 100 : 0);
                }
                samples[at + 3] = (byte) (opaque ? 255 : 0);
            }
            frames.add(Raster.of(width, height, Layout.RGBA, samples));
        }
        List<byte[]> back = decode(encode(frames, 0));
        assertThat(back).hasSize(count);
        for (int f = 0; f < count; f++) {
            assertThat(back.get(f)).isEqualTo(frames.get(f).bytes());
        }
    }

    @Test
    void frames_of_256_colours_each_and_no_two_alike_come_back_exactly() throws Refused {
        List<Raster> frames = new ArrayList<>();
        for (int f = 0; f < 4; f++) {
            byte[] samples = new byte[32 * 32 * 3];
            for (int i = 0; i < 32 * 32; i++) {
                samples[3 * i] = (byte) i;
                samples[3 * i + 1] = (byte) (i % 256 < 4 ? 0 : f * 50);
                samples[3 * i + 2] = (byte) (i * 7);
            }
            frames.add(Raster.of(32, 32, Layout.RGB, samples));
        }
        List<byte[]> back = decode(encode(frames, 0));
        for (int f = 0; f < 4; f++) {
            assertThat(back.get(f)).isEqualTo(rgba(frames.get(f)));
        }
    }

    @Test
    void equal_frames_stay_frames_and_cost_next_to_nothing() throws Refused {
        Raster noise = noise(100, 100);
        int one = encode(List.of(noise), 0).length;
        byte[] three = encode(List.of(noise, noise, noise), 0);
        assertThat(GifHeader.read(three).frames()).isEqualTo(3);
        assertThat(three.length - one).isLessThan(100);
    }

    @Test
    void loops_are_kept_and_absent_ones_stay_absent() throws Refused {
        List<Raster> frames = List.of(noise(2, 2), noise(2, 2));
        assertThat(GifHeader.read(encode(frames, GifHeader.NO_LOOPS)).loops()).isEqualTo(GifHeader.NO_LOOPS);
        assertThat(GifHeader.read(encode(frames, 0)).loops()).isZero();
        assertThat(GifHeader.read(encode(frames, 65_535)).loops()).isEqualTo(65_535);
    }

    @Test
    void half_opaque_is_opaque_and_less_is_transparent() throws Refused {
        byte[] samples = {10, 20, 30, 127, 10, 20, 30, (byte) 128};
        assertThat(decode(encode(List.of(Raster.of(2, 1, Layout.RGBA, samples)), 0)).get(0))
                .containsExactly(0, 0, 0, 0, 10, 20, 30, 255);
    }

    @Test
    void many_colours_are_quantised_closely_with_and_without_transparency() throws Refused {
        for (boolean holes : new boolean[] {false, true}) {
            byte[] samples = new byte[256 * 256 * 4];
            for (int i = 0; i < 256 * 256; i++) {
                int x = i % 256;
                int y = i / 256;
                samples[4 * i] = (byte) x;
                samples[4 * i + 1] = (byte) y;
                samples[4 * i + 2] = (byte) (128 + 60 * Math.sin(x * y / 5000.0));
                samples[4 * i + 3] = (byte) (holes && (x ^ y) % 16 == 0 ? 0 : 255);
            }
            byte[] back = decode(encode(List.of(Raster.of(256, 256, Layout.RGBA, samples)), 0)).get(0);
            double error = 0;
            for (int i = 0; i < samples.length; i++) {
                if (i % 4 == 3) {
                    assertThat(back[i]).isEqualTo(samples[i]);
                } else if (samples[i | 3] != 0) {
                    error += Math.pow((back[i] & 0xFF) - (samples[i] & 0xFF), 2);
                }
            }
            // Pillow 9.4 has 31.5 here with its median cut, without dithering.
            assertThat(error / (256 * 256 * 3)).isLessThan(31.5);
        }
    }

    @Test
    void the_jdk_reads_a_still_picture() throws Exception {
        Raster noise = noise(50, 40);
        byte[] gif = encode(List.of(noise), GifHeader.NO_LOOPS);
        var image = ImageIO.read(new ByteArrayInputStream(gif));
        byte[] ours = decode(gif).get(0);
        for (int i = 0; i < 50 * 40; i++) {
            int rgb = image.getRGB(i % 50, i / 50);
            assertThat(new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb})
                    .containsExactly(ours[4 * i], ours[4 * i + 1], ours[4 * i + 2]);
        }
    }

    static Raster noise(int width, int height) {
        byte[] samples = new byte[width * height * 3];
        new Random(width * 31L + height).nextBytes(samples);
        return Raster.of(width, height, Layout.RGB, samples);
    }
}
