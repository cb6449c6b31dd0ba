package scales.worker.image.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

class PngDecoderTest {

    static Raster decode(byte[] png) throws Refused {
        return PngDecoder.decode(png, PngHeader.read(png));
    }

    /** The JDK's reader is the judge: it shares no line with ours. */
    @ParameterizedTest
    @CsvSource({"0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "3,1", "3,2", "3,4", "3,8", "4,8", "4,16", "6,8", "6,16"})
    void reads_every_type_filter_and_interlacing_as_the_jdk_does(int type, int depth) throws Exception {
        Random random = new Random(type * 100 + depth);
        for (int interlace = 0; interlace < 2; interlace++) {
            for (int width : new int[] {1, 2, 3, 5, 8, 9, 33}) {
                int height = 1 + random.nextInt(20);
                byte[] png = random(random, width, height, depth, type, interlace);
                assertThat(samples(decode(png))).as("%d x %d, interlace %d", width, height, interlace)
                        .isEqualTo(jdkSamples(png));
            }
        }
    }

    private static byte[] random(Random random, int width, int height, int depth, int type, int interlace) {
        PngFile file = new PngFile().header(width, height, depth, type, interlace);
        if (type == 3) {
            byte[] palette = new byte[3 << depth];
            random.nextBytes(palette);
            file.chunk("PLTE", palette);
        }
        int bits = depth * new int[] {1, 0, 3, 1, 2, 0, 4}[type];
        byte[] rows = new byte[0];
        int[][] passes = interlace == 0 ? new int[][] {{0, 0, 1, 1}} : new int[][] {
            {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
        for (int[] pass : passes) {
            int columns = (width - pass[0] + pass[2] - 1) / pass[2];
            int count = (height - pass[1] + pass[3] - 1) / pass[3];
            for (int r = 0; columns > 0 && r < count; r++) {
                byte[] row = new byte[1 + (columns * bits + 7) / 8];
                random.nextBytes(row);
                row[0] = (byte) random.nextInt(5);
                rows = Arrays.copyOf(rows, rows.length + row.length);
                System.arraycopy(row, 0, rows, rows.length - row.length, row.length);
            }
        }
        return file.pixels(rows).end();
    }

    private static int[] samples(Raster raster) {
        int[] samples = new int[raster.stride() * raster.height()];
        Arrays.setAll(samples, i -> raster.depth() == 8 ? raster.bytes()[i] & 0xFF : raster.shorts()[i] & 0xFFFF);
        return samples;
    }

    private static int[] jdkSamples(byte[] png) throws IOException, Refused {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        Layout layout = PngHeader.read(png).layout();
        int[] raw = image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
        int bands = image.getRaster().getNumBands();
        if (image.getColorModel() instanceof IndexColorModel colours) {
            return Arrays.stream(raw).flatMap(i -> layout == Layout.GREY
                    ? IntStream.of(colours.getRed(i))
                    : IntStream.of(colours.getRed(i), colours.getGreen(i), colours.getBlue(i))).toArray();
        }
        int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        assertThat(bands).isEqualTo(layout.samples());
        return most >= 255 ? raw : Arrays.stream(raw).map(v -> v * 255 / most).toArray();
    }

    @Test
    void the_transparent_colour_is_compared_before_it_is_widened() throws Refused {
        byte[] grey = PngFile.of(4, 1, 2, 0).chunk("tRNS", (byte) 0, (byte) 2).pixels((byte) 0, (byte) 0b00_01_10_11).end();
        assertThat(decode(grey).bytes()).containsExactly(0, 255, 85, 255, 170, 0, 255, 255);
        byte[] rgb = PngFile.of(2, 1, 8, 2).chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3})
                .pixels(new byte[] {0, 1, 2, 3, 1, 2, 4}).end();
        assertThat(decode(rgb).bytes()).containsExactly(1, 2, 3, 0, 1, 2, 4, 255);
        byte[] deep = PngFile.of(2, 1, 16, 0).chunk("tRNS", new byte[] {1, 2}).pixels(new byte[] {0, 1, 2, 1, 3}).end();
        assertThat(decode(deep).shorts()).containsExactly(0x0102, 0, 0x0103, -1);
    }

    @Test
    void a_palette_gives_alpha_only_where_it_has_some_and_an_index_beyond_it_is_black() throws Refused {
        byte[] palette = {9, 8, 7, 1, 2, 3};
        byte[] png = PngFile.of(3, 1, 2, 3).chunk("PLTE", palette).chunk("tRNS", (byte) 128)
                .pixels((byte) 0, (byte) 0b00_01_10_00).end();
        assertThat(decode(png).bytes()).containsExactly(9, 8, 7, 128, 1, 2, 3, 255, 0, 0, 0, 255);
        byte[] opaque = PngFile.of(1, 1, 2, 3).chunk("PLTE", palette).chunk("tRNS", (byte) 255, (byte) 255)
                .pixels((byte) 0, (byte) 0).end();
        assertThat(decode(opaque).layout()).isEqualTo(Layout.RGB);
    }

    @Test
    void pixels_may_lie_in_pieces_of_one_byte_and_have_a_wrong_check_sum_or_none() throws Refused {
        byte[] packed = PngFile.zlib(new byte[] {0, 5, 6, 0, 7, 8});
        PngFile pieces = PngFile.grey(2, 2);
        for (int i = 0; i < packed.length - 4; i++) {
            pieces.chunk("IDAT", packed[i]).chunk("IDAT");
        }
        assertThat(decode(pieces.end()).bytes()).containsExactly(5, 6, 7, 8);
        packed[packed.length - 1]++;
        assertThat(decode(PngFile.grey(2, 2).chunk("IDAT", packed).end()).bytes()).containsExactly(5, 6, 7, 8);
    }

    @Test
    void what_comes_after_the_last_pixel_is_not_even_unpacked() throws Refused {
        byte[] png = PngFile.grey(1, 1).chunk("IDAT", PngFile.zlib(new byte[50_000_000])).end();
        assertThat(decode(png).bytes()).containsExactly(0);
    }

    @Test
    void missing_rows_an_unknown_filter_or_a_broken_stream_are_refused() {
        byte[] broken = PngFile.zlib(new byte[] {0, 1, 0, 2});
        broken[3] ^= 0x55;
        for (byte[] png : new byte[][] {
            PngFile.grey(1, 3).pixels(new byte[] {0, 1, 0, 2}).end(),
            PngFile.grey(1, 2).pixels(new byte[] {0, 1, 5, 2}).end(),
            PngFile.grey(1, 2).chunk("IDAT", broken).end(),
            PngFile.grey(1, 2).chunk("IDAT", (byte) 0x78).end(),
            PngFile.grey(1, 2).chunk("IDAT", (byte) 1, (byte) 2, (byte) 3).end(),
            PngFile.grey(1, 2).pixels().chunk("tEXt").pixels(new byte[] {0, 1, 0, 2}).end(),
        }) {
            assertThatThrownBy(() -> decode(png)).isInstanceOfSatisfying(
                    Refused.class, refused -> assertThat(refused.code()).isEqualTo("broken"));
        }
    }
}
