package scales.worker.image.bmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.worker.image.Pictures;
import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

class BmpTest {
    @ParameterizedTest
    @ValueSource(ints = {
        BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_USHORT_565_RGB, BufferedImage.TYPE_USHORT_555_RGB, BufferedImage.TYPE_INT_RGB
    })
    void reads_what_the_jdk_writes_as_twelvemonkeys_does(int type) throws Exception {
        byte[] bmp = Pictures.written(Pictures.photo(37, 21, type), "bmp");
        Raster raster = decoded(bmp);
        ImageReader second = new BMPImageReaderSpi().createReaderInstance(null);
        second.setInput(new ByteArrayImageInputStream(bmp));
        BufferedImage expected = second.read(0);
        int samples = raster.layout().samples();
        for (int i = 0; i < 37 * 21; i++) {
            int rgb = expected.getRGB(i % 37, i / 37);
            // Fields of 5 bits are widened by repeating bits there, by the exact ratio here.
            assertThat(raster.bytes()[i * samples] & 0xFF).as("red at %d", i).isCloseTo(rgb >> 16 & 0xFF, offset(1));
            assertThat(raster.bytes()[i * samples + samples - 1] & 0xFF).as("blue at %d", i).isCloseTo(rgb & 0xFF, offset(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GREY", "RGB", "RGBA"})
    void reads_what_it_writes(Layout layout) throws Refused {
        byte[] samples = new byte[7 * 5 * layout.samples()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i * 37 + 1);
        }
        byte[] bmp = BmpEncoder.encode(Raster.of(7, 5, layout, samples), 3_000, 4_000);
        BmpHeader header = HeaderReader.read(bmp);
        assertThat(header.xPerMetre()).isEqualTo(3_000);
        assertThat(header.yPerMetre()).isEqualTo(4_000);
        Raster raster = BmpDecoder.decode(bmp, header);
        assertThat(raster.layout()).isEqualTo(layout);
        assertThat(raster.bytes()).isEqualTo(samples);
        assertThat(Pictures.read(bmp).getHeight()).isEqualTo(5);
    }

    @Test
    void the_fourth_byte_means_nothing_without_masks_and_nothing_when_always_zero() throws Refused {
        byte[] junk = pixels32(0, 0x55FF0000);
        assertThat(decoded(junk).layout()).isEqualTo(Layout.RGB);
        byte[] zero = BmpEncoder.encode(Raster.of(1, 1, Layout.RGBA, new byte[] {9, 8, 7, 0}), 0, 0);
        assertThat(decoded(zero).layout()).isEqualTo(Layout.RGB);
        assertThat(decoded(zero).bytes()).containsExactly(9, 8, 7);
    }

    @Test
    void rows_may_come_from_the_top() throws Refused {
        byte[] bmp = pixels24(1, -2, 1, 1, 1, 0, 2, 2, 2, 0);
        assertThat(decoded(bmp).bytes()).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(decoded(pixels24(1, 2, 1, 1, 1, 0, 2, 2, 2, 0)).bytes()).containsExactly(2, 2, 2, 1, 1, 1);
    }

    @Test
    void runs_literals_moves_and_ends_are_followed() throws Refused {
        // Upper row: a move leaves index 0. Lower row: three times index 1, then a literal of 2, 1, 2 and its padding.
        byte[] bmp = runs(6, 2, 3, 1, 0, 3, 2, 1, 2, 0, 0, 0, 0, 2, 4, 0, 2, 2, 0, 1);
        assertThat(decoded(bmp).bytes()).containsExactly(greys(0, 0, 0, 0, 2, 2, 1, 1, 1, 2, 1, 2));
    }

    @Test
    void runs_over_the_edge_are_cut_and_pixels_that_never_come_are_refused() throws Refused {
        assertThat(decoded(runs(3, 1, 9, 2, 0, 1)).bytes()).containsExactly(greys(2, 2, 2));
        assertThatThrownBy(() -> decoded(runs(3, 2, 3, 1))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> decoded(runs(3, 2, 0, 200, 1))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> decoded(runs(3, 2, 0, 2, 1))).isInstanceOf(Refused.class);
    }

    @Test
    void an_index_beyond_the_palette_is_black() throws Refused {
        assertThat(decoded(runs(2, 1, 1, 77, 1, 2, 0, 1)).bytes()).containsExactly(greys(0, 2));
    }

    @Test
    void impossible_headers_are_refused() {
        int[][] fields = {
            {18, 0}, {18, -1}, {18, Integer.MAX_VALUE}, {22, 0}, {22, Integer.MIN_VALUE}, {28, 0}, {28, 3}, {28, 12}, {28, 48},
            {30, 1}, {30, 2}, {30, 4}, {30, 5}, {30, 11}, {10, 5_000}, {10, Integer.MAX_VALUE}, {10, -1}
        };
        for (int[] field : fields) {
            byte[] bmp = pixels24(2, 2, new int[16]);
            ByteBuffer head = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
            if (field[0] == 28) {
                head.putShort(28, (short) field[1]);
            } else {
                head.putInt(field[0], field[1]);
            }
            assertThatThrownBy(() -> HeaderReader.read(bmp)).as("%d at %d", field[1], field[0]).isInstanceOf(Refused.class);
        }
    }

    @Test
    void every_cut_is_refused_but_for_padding() {
        byte[] whole = pixels24(1, 2, 1, 2, 3, 0, 4, 5, 6, 0);
        for (int length = 0; length < whole.length - 1; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> decoded(cut)).as("%d bytes", length).isInstanceOf(Refused.class);
        }
    }

    private static Raster decoded(byte[] bmp) throws Refused {
        return BmpDecoder.decode(bmp, HeaderReader.read(bmp));
    }

    private static byte[] pixels24(int width, int height, int... pixels) {
        return file(width, height, 24, 0, new int[0], pixels);
    }

    private static byte[] pixels32(int compression, int pixel) {
        return file(1, 1, 32, compression, new int[0], pixel, pixel >> 8, pixel >> 16, pixel >> 24);
    }

    /** Palette of three greys, of the values 0, 1 and 2. */
    private static byte[] runs(int width, int height, int... code) {
        return file(width, height, 8, 1, new int[] {0, 0x010101, 0x020202}, code);
    }

    private static byte[] greys(int... greys) {
        byte[] result = new byte[greys.length];
        for (int i = 0; i < greys.length; i++) {
            result[i] = (byte) greys[i];
        }
        return result;
    }

    private static byte[] file(int width, int height, int bits, int compression, int[] palette, int... pixels) {
        int offset = 54 + palette.length * 4;
        ByteBuffer out = ByteBuffer.allocate(offset + pixels.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'B').put((byte) 'M').putInt(out.capacity()).putInt(0).putInt(offset);
        out.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits).putInt(compression);
        out.putInt(0).putInt(0).putInt(0).putInt(palette.length).putInt(0);
        for (int colour : palette) {
            out.putInt(colour);
        }
        for (int pixel : pixels) {
            out.put((byte) pixel);
        }
        return out.array();
    }
}
