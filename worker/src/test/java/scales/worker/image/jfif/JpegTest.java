package scales.worker.image.jfif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.worker.image.Limits;
import scales.worker.image.Pictures;
import scales.worker.image.Refused;
import scales.worker.image.Resizer;
import scales.worker.image.Scale;
import scales.worker.image.imageio.Samples;

class JpegTest {
    private final Resizer resizer = new Resizer(Limits.DEFAULT);

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 2", "2, 2", "4, 1"})
    void keeps_tables_and_sampling_of_the_source(int h, int v) throws Exception {
        byte[] source = written(h, v, false);
        JpegHeader before = HeaderReader.read(source);
        JpegHeader after = HeaderReader.read(resized(source, "0.5"));
        assertThat(after.tables()[0]).isEqualTo(before.tables()[0]).startsWith(3, 4);
        assertThat(after.tables()[1]).isEqualTo(before.tables()[1]).startsWith(5, 6);
        assertThat(after.components()).isEqualTo(before.components());
        assertThat(after.components().get(0)).isEqualTo(new Component(1, h, v, 0));
    }

    @Test
    void turns_sampling_and_tables_with_the_picture() throws Exception {
        byte[] source = Pictures.afterStart(written(2, 1, false), Pictures.exif(6));
        assertThat(HeaderReader.read(resized(source, "0.5")).components().get(0)).isEqualTo(new Component(1, 1, 2, 0));
        JpegStyle style = JpegStyle.of(HeaderReader.read(source)).turned();
        assertThat(style.luma()[8]).isEqualTo(4);
        assertThat(style.v()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void progressive_stays_progressive_and_nothing_else_becomes_it(boolean progressive) throws Exception {
        assertThat(HeaderReader.read(resized(written(2, 2, progressive), "0.5")).progressive()).isEqualTo(progressive);
    }

    @Test
    void grey_stays_grey_and_is_not_bent() throws Exception {
        BufferedImage grey = new BufferedImage(40, 30, BufferedImage.TYPE_BYTE_GRAY);
        Arrays.fill(((java.awt.image.DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 128);
        byte[] resized = resized(Pictures.written(grey, "jpeg"), "0.5");
        assertThat(HeaderReader.read(resized).components()).hasSize(1);
        assertThat(Pictures.read(resized).getRaster().getSample(10, 7, 0)).isEqualTo(128);
    }

    @Test
    void tables_that_nobody_can_divide_by_make_way_for_quality_90() throws Exception {
        byte[] source = written(1, 1, false);
        int table = indexOf(source, new byte[] {(byte) 0xFF, (byte) 0xDB});
        source[table + 5 + 40] = 0;
        assertThat(HeaderReader.read(resized(source, "0.5")).tables()[0]).startsWith(3, 2, 2, 3, 5, 8, 10, 12);
    }

    @Test
    void keeps_density_and_profile() throws Exception {
        byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] source = Pictures.afterStart(withoutHead(Pictures.jpeg(40, 30)), jfif(1, 300, 150), profile(icc, 1, 1));
        JpegHeader after = HeaderReader.read(resized(source, "0.5"));
        assertThat(after.density()).isEqualTo(new Density(1, 300, 150));
        assertThat(after.icc()).isEqualTo(icc);
        byte[] turned = Pictures.afterStart(source, Pictures.exif(8));
        assertThat(HeaderReader.read(resized(turned, "0.5")).density()).isEqualTo(new Density(1, 150, 300));
    }

    @Test
    void a_profile_in_pieces_is_put_together_by_their_numbers() throws Exception {
        byte[] icc = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] source = Pictures.afterStart(Pictures.jpeg(40, 30),
                profile(Arrays.copyOfRange(icc, 100, icc.length), 2, 2), profile(Arrays.copyOf(icc, 100), 1, 2));
        assertThat(HeaderReader.read(source).icc()).isEqualTo(icc);
    }

    @Test
    void a_broken_profile_is_dropped() throws Exception {
        byte[] rgb = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] grey = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        byte[][] broken = {
            profile(grey, 1, 1), profile(new byte[500], 1, 1), profile(rgb, 1, 2), profile(rgb, 0, 1), profile(new byte[0], 1, 1),
            profile(Arrays.copyOf(rgb, 130), 1, 1)
        };
        for (byte[] profile : broken) {
            byte[] resized = resized(Pictures.afterStart(Pictures.jpeg(40, 30), profile), "0.5");
            assertThat(HeaderReader.read(resized).icc()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 60, 30, R, G, B", "2, 60, 30, G, R, W", "3, 60, 30, W, B, G", "4, 60, 30, B, W, R", "5, 30, 60, R, B, G",
        "6, 30, 60, B, R, W", "7, 30, 60, W, G, B", "8, 30, 60, G, W, R", "9, 60, 30, R, G, B"
    })
    void is_turned_upright(int exif, int width, int height, String upperLeft, String upperRight, String lowerLeft) throws Exception {
        BufferedImage quarters = new BufferedImage(120, 60, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 120 * 60; i++) {
            boolean left = i % 120 < 60;
            quarters.setRGB(i % 120, i / 120, i < 60 * 60 ? left ? 0xFF0000 : 0x00FF00 : left ? 0x0000FF : 0xFFFFFF);
        }
        byte[] resized = resized(Pictures.afterStart(Pictures.written(quarters, "jpeg"), Pictures.exif(exif)), "0.5");
        BufferedImage image = Pictures.read(resized);
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(name(image.getRGB(3, 3)) + name(image.getRGB(width - 4, 3)) + name(image.getRGB(3, height - 4)))
                .isEqualTo(upperLeft + upperRight + lowerLeft);
        assertThat(HeaderReader.read(resized).orientation().ordinal()).isZero();
    }

    @Test
    void ink_becomes_srgb() throws Exception {
        byte[] resized = resized(Pictures.cmykJpeg(32, 32, 255, 0, 255, 0), "0.5");
        assertThat(HeaderReader.read(resized).components()).hasSize(3);
        int green = Pictures.read(resized).getRGB(8, 8);
        assertThat(green >> 8 & 0xFF).isGreaterThan((green >> 16 & 0xFF) + 60).isGreaterThan((green & 0xFF) + 60);
        int white = Pictures.read(resized(Pictures.cmykJpeg(32, 32, 0, 0, 0, 0), "0.5")).getRGB(8, 8);
        assertThat(white & 0xFF).isGreaterThan(250);
    }

    @Test
    void what_is_not_the_picture_is_dropped() throws Exception {
        byte[] secret = "<?php secret".getBytes();
        ByteArrayOutputStream source = new ByteArrayOutputStream();
        source.writeBytes(Pictures.afterStart(Pictures.jpeg(40, 30),
                Pictures.segment(0xFE, secret), Pictures.segment(0xED, secret), Pictures.exif(1)));
        source.writeBytes(secret);
        byte[] resized = resized(source.toByteArray(), "1");
        assertThat(indexOf(resized, secret)).isEqualTo(-1);
        assertThat(indexOf(resized, "Exif".getBytes())).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 25, 50, 75, 95})
    void a_cut_picture_is_refused(int percent) {
        for (byte[] whole : new byte[][] {Pictures.jpeg(96, 64), Pictures.progressiveJpeg(96, 64), Pictures.cmykJpeg(96, 64, 9, 99, 0, 4)}) {
            byte[] cut = Arrays.copyOf(whole, Math.max(4, whole.length * percent / 100));
            assertThatThrownBy(() -> resized(cut, "0.5")).as("%d of %d bytes", cut.length, whole.length).isInstanceOfSatisfying(Refused.class,
                    refused -> assertThat(refused.code()).isEqualTo("broken"));
        }
    }

    @Test
    void a_missing_end_marker_after_complete_pixels_is_forgiven() throws Exception {
        for (byte[] whole : new byte[][] {Pictures.jpeg(96, 64), Pictures.progressiveJpeg(96, 64)}) {
            assertThat(resized(Arrays.copyOf(whole, whole.length - 2), "0.5")).isEqualTo(resized(whole, "0.5"));
        }
    }

    @Test
    void more_scans_than_a_picture_needs_are_refused_unread() {
        byte[] source = Pictures.progressiveJpeg(40, 30);
        int last = lastIndexOf(source, new byte[] {(byte) 0xFF, (byte) 0xDA});
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(source, 0, source.length - 2);
        for (int i = 0; i < 64; i++) {
            bomb.write(source, last, source.length - 2 - last);
        }
        bomb.write(source, source.length - 2, 2);
        assertThatThrownBy(() -> resized(bomb.toByteArray(), "0.5")).hasMessage("the JPEG has too many scans");
    }

    @Test
    void impossible_frames_are_refused() {
        byte[] source = Pictures.jpeg(40, 30);
        int frame = indexOf(source, new byte[] {(byte) 0xFF, (byte) 0xC0});
        int[][] changes = {{1, 0xC3}, {1, 0xC5}, {1, 0xCB}, {4, 12}, {4, 0}, {6, 0}, {8, 0}, {9, 0}, {9, 2}, {9, 255}, {11, 0}, {11, 0x51}, {12, 4}};
        for (int[] change : changes) {
            byte[] broken = source.clone();
            broken[frame + change[0]] = (byte) change[1];
            assertThatThrownBy(() -> resized(broken, "0.5")).as("byte %d", change[0]).isInstanceOf(Refused.class);
        }
    }

    private byte[] resized(byte[] picture, String scale) throws Refused {
        return resizer.resize(picture, Scale.parse(scale)).bytes();
    }

    private static byte[] written(int h, int v, boolean progressive) throws Exception {
        int[] luma = new int[64];
        int[] chroma = new int[64];
        for (int i = 0; i < 64; i++) {
            luma[i] = 3 + i;
            chroma[i] = 5 + i;
        }
        BufferedImage photo = Pictures.photo(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        return new JpegEncoder().encode(Samples.of(photo), new JpegStyle(luma, chroma, h, v, progressive, true));
    }

    private static byte[] jfif(int unit, int x, int y) {
        return Pictures.segment(0xE0, new byte[] {
            'J', 'F', 'I', 'F', 0, 1, 2, (byte) unit, (byte) (x >> 8), (byte) x, (byte) (y >> 8), (byte) y, 0, 0
        });
    }

    private static byte[] profile(byte[] piece, int number, int count) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes("ICC_PROFILE\0".getBytes());
        content.write(number);
        content.write(count);
        content.writeBytes(piece);
        return Pictures.segment(0xE2, content.toByteArray());
    }

    /** Takes the JDK's own JFIF segment away. */
    private static byte[] withoutHead(byte[] jpeg) {
        byte[] rest = Arrays.copyOfRange(jpeg, 20, jpeg.length);
        byte[] result = new byte[rest.length + 2];
        System.arraycopy(jpeg, 0, result, 0, 2);
        System.arraycopy(rest, 0, result, 2, rest.length);
        return result;
    }

    private static String name(int rgb) {
        boolean red = (rgb >> 16 & 0xFF) > 128;
        boolean green = (rgb >> 8 & 0xFF) > 128;
        return red && green ? "W" : red ? "R" : green ? "G" : "B";
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted) {
        for (int i = bytes.length - wanted.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
