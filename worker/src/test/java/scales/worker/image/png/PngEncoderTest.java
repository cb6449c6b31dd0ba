package scales.worker.image.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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

class PngEncoderTest {

    @Property(tries = 150, seed = "7")
    void every_layout_and_depth_comes_back_as_it_was(
            @ForAll Layout layout, @ForAll boolean deep, @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 1, max = 70) int height, @ForAll @IntRange(max = 3) int kind) throws Refused {
        Raster raster = random(layout, deep, width, height, kind);
        Raster back = PngDecoderTest.decode(PngEncoder.encode(raster, header(0)));
        assertThat(back.layout()).isEqualTo(layout);
        assertSame(raster, back);
    }

    /** Kind 0 is noise, 1 a ramp with little noise, 2 one colour, 3 a few colours. */
    private static Raster random(Layout layout, boolean deep, int width, int height, int kind) {
        Random random = new Random(width * 71L + height);
        int[] values = random.ints(width * height * layout.samples(), 0, 65_536).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (kind) {
                case 0 -> values[i];
                case 1 -> (i * 90 + values[i] % 900) & 0xFFFF;
                case 2 -> 0x4321;
                default -> values[i] % 3 * 0x5511;
            };
        }
        if (deep) {
            short[] samples = new short[values.length];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) values[i];
            }
            return Raster.of(width, height, layout, samples);
        }
        byte[] samples = new byte[values.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (values[i] >> 8);
        }
        return Raster.of(width, height, layout, samples);
    }

    private static void assertSame(Raster expected, Raster actual) {
        assertThat(actual.width()).isEqualTo(expected.width());
        assertThat(actual.depth()).isEqualTo(expected.depth());
        if (expected.depth() == 8) {
            assertThat(actual.bytes()).isEqualTo(expected.bytes());
        } else {
            assertThat(actual.shorts()).isEqualTo(expected.shorts());
        }
    }

    @Test
    void the_jdk_reads_what_is_written() throws Exception {
        for (Layout layout : Layout.values()) {
            for (int kind = 0; kind < 4; kind++) {
                Raster raster = random(layout, false, 300, 200, kind);
                byte[] png = PngEncoder.encode(raster, header(0));
                byte[] read = new byte[raster.bytes().length];
                int[] pixels = ImageIO.read(new ByteArrayInputStream(png)).getRaster().getPixels(0, 0, 300, 200, (int[]) null);
                for (int i = 0; i < read.length; i++) {
                    read[i] = (byte) pixels[i];
                }
                assertThat(read).isEqualTo(raster.bytes());
            }
        }
    }

    @Test
    void an_indexed_source_stays_indexed_in_as_few_bits_as_its_colours_need() throws Refused {
        for (int[] colours : new int[][] {{1, 1}, {2, 1}, {3, 2}, {4, 2}, {5, 4}, {16, 4}, {17, 8}, {256, 8}}) {
            byte[] samples = new byte[600 * 4];
            for (int i = 0; i < 600; i++) {
                samples[4 * i] = (byte) (i % colours[0]);
                samples[4 * i + 3] = (byte) (i % colours[0] == 0 ? 0 : 255);
            }
            Raster raster = Raster.of(20, 30, Layout.RGBA, samples);
            byte[] png = PngEncoder.encode(raster, header(3));
            PngHeader header = PngHeader.read(png);
            assertThat(header.type).isEqualTo(ColourType.INDEXED);
            assertThat(header.depth).isEqualTo(colours[1]);
            assertThat(PngDecoder.decode(png, header).bytes()).isEqualTo(samples);
        }
    }

    @Test
    void an_indexed_source_with_more_colours_than_indices_becomes_full_colour() throws Refused {
        byte[] samples = new byte[257 * 3];
        for (int i = 0; i < 257; i++) {
            samples[3 * i] = (byte) i;
            samples[3 * i + 1] = (byte) (i >> 8);
        }
        byte[] png = PngEncoder.encode(Raster.of(257, 1, Layout.RGB, samples), header(3));
        assertThat(PngHeader.read(png).type).isEqualTo(ColourType.RGB);
        assertThat(PngDecoderTest.decode(png).bytes()).isEqualTo(samples);
    }

    @Test
    void colour_and_density_are_kept_and_nothing_else() throws Refused {
        byte[] chroma = new byte[32];
        chroma[3] = 77;
        byte[] density = {0, 0, 1, 0, 0, 0, 2, 0, 1};
        byte[] png = PngFile.of(1, 1, 8, 2)
                .chunk("gAMA", (byte) 0, (byte) 0, (byte) 1, (byte) 2).chunk("cHRM", chroma).chunk("sRGB", (byte) 1)
                .chunk("cICP", (byte) 9, (byte) 16, (byte) 0, (byte) 1).chunk("pHYs", density)
                .chunk("tEXt", "Author\0me".getBytes(StandardCharsets.ISO_8859_1)).chunk("tIME", new byte[7])
                .chunk("bKGD", new byte[6]).blank(1, 3).chunk("IEND").bytes("trailing".getBytes()).toBytes();
        byte[] out = PngEncoder.encode(Raster.of(1, 1, Layout.RGB, new byte[3]), PngHeader.read(png));
        assertThat(chunks(out)).containsExactly("IHDR", "gAMA", "cHRM", "sRGB", "cICP", "pHYs", "IDAT", "IEND");
        assertThat(new String(out, StandardCharsets.ISO_8859_1)).doesNotContain("Author", "trailing");
        assertThat(PngHeader.read(out).keepsakes.chunks(false).get(Keepsakes.PHYS)).isEqualTo(density);
    }

    @Test
    void the_density_turns_with_the_picture() throws Refused {
        byte[] exif = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0};
        byte[] png = PngFile.grey(1, 1).chunk("eXIf", exif)
                .chunk("pHYs", new byte[] {0, 0, 1, 0, 0, 0, 2, 0, 1}).blank(1, 1).end();
        byte[] out = PngEncoder.encode(Raster.of(1, 1, Layout.GREY, new byte[1]), PngHeader.read(png));
        assertThat(PngHeader.read(out).keepsakes.chunks(false).get(Keepsakes.PHYS))
                .containsExactly(0, 0, 2, 0, 0, 0, 1, 0, 1);
        assertThat(chunks(out)).doesNotContain("eXIf");
    }

    @Test
    void a_profile_is_kept_when_it_is_whole_and_for_the_colours_of_the_picture() throws Refused {
        byte[] rgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        assertThat(profileKept(2, rgb)).isTrue();
        assertThat(profileKept(0, grey)).isTrue();
        assertThat(profileKept(2, grey)).isFalse();
        assertThat(profileKept(0, rgb)).isFalse();
        assertThat(profileKept(2, Arrays.copyOf(rgb, rgb.length - 1))).isFalse();
        assertThat(profileKept(2, new byte[500])).isFalse();
        assertThat(profileKept(2, new byte[0])).isFalse();
    }

    private static boolean profileKept(int type, byte[] profile) throws Refused {
        byte[] packed = PngFile.zlib(profile);
        byte[] data = new byte[packed.length + 6];
        data[0] = 'n';
        System.arraycopy(packed, 0, data, 3, packed.length);
        byte[] png = PngFile.of(1, 1, 8, type).chunk("iCCP", data).blank(1, 3).end();
        Layout layout = type == 2 ? Layout.RGB : Layout.GREY;
        byte[] out = PngEncoder.encode(Raster.of(1, 1, layout, new byte[layout.samples()]), PngHeader.read(png));
        return chunks(out).contains("iCCP");
    }

    static PngHeader header(int type) throws Refused {
        return PngHeader.read(PngFile.of(1, 1, 8, type).chunk("PLTE", new byte[3]).blank(1, 4).end());
    }

    private static List<String> chunks(byte[] png) {
        List<String> types = new ArrayList<>();
        for (int at = 8; at < png.length; at += 12 + Chunks.u32(png, at)) {
            types.add(new String(png, at + 4, 4, StandardCharsets.ISO_8859_1));
        }
        return types;
    }
}
