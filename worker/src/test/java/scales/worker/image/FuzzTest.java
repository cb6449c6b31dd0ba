package scales.worker.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged pictures are answered or refused, never anything else, and within a bounded time. The damage is the same in every
 * run; {@code -Dscales.fuzz.rounds=100000} makes it a longer one.
 */
class FuzzTest {
    private static final int ROUNDS = Integer.getInteger("scales.fuzz.rounds", 60);
    private static final long LONGEST_NANOS = 10_000_000_000L;

    private final Resizer resizer = new Resizer(new Limits(1_000_000, 1_000_000, 4_000, 4_000, 50, 1_000_000, 1_000_000));

    static List<byte[]> healthy() {
        return List.of(
                Pictures.jpeg(40, 30), Pictures.progressiveJpeg(40, 30), Pictures.cmykJpeg(24, 16, 200, 30, 90, 10),
                Pictures.afterStart(Pictures.jpeg(24, 16), Pictures.exif(6)), picture("jpeg", BufferedImage.TYPE_BYTE_GRAY),
                picture("png", BufferedImage.TYPE_INT_ARGB), picture("png", BufferedImage.TYPE_BYTE_INDEXED),
                picture("png", BufferedImage.TYPE_USHORT_GRAY), picture("png", BufferedImage.TYPE_BYTE_BINARY),
                picture("gif", BufferedImage.TYPE_BYTE_INDEXED), picture("bmp", BufferedImage.TYPE_3BYTE_BGR),
                picture("bmp", BufferedImage.TYPE_BYTE_INDEXED), picture("bmp", BufferedImage.TYPE_USHORT_565_RGB));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void damaged_pictures_are_resized_or_refused(long seed) throws Refused {
        Random random = new Random(seed);
        int refused = 0;
        for (byte[] healthy : healthy()) {
            resizer.resize(healthy, Scale.parse("0.7"));
            for (int round = 0; round < ROUNDS; round++) {
                byte[] damaged = damaged(healthy, random);
                long start = System.nanoTime();
                try {
                    assertThat(resizer.resize(damaged, Scale.parse("0.7")).bytes()).isNotEmpty();
                } catch (Refused expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                    refused++;
                }
                assertThat(System.nanoTime() - start).isLessThan(LONGEST_NANOS);
            }
        }
        assertThat(refused).isGreaterThan(ROUNDS);
    }

    /** One to eight wounds: bits, bytes of special meaning, pieces lost, doubled or moved. */
    private static byte[] damaged(byte[] healthy, Random random) {
        byte[] picture = healthy.clone();
        for (int wounds = 1 + random.nextInt(8); wounds > 0 && picture.length > 16; wounds--) {
            int at = random.nextInt(picture.length);
            int length = 1 + random.nextInt(Math.min(64, picture.length));
            switch (random.nextInt(7)) {
                case 0 -> picture[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> picture[at] = (byte) new int[] {0, 1, 0x7F, 0x80, 0xFE, 0xFF}[random.nextInt(6)];
                case 2 -> picture = Arrays.copyOf(picture, Math.max(at, 8));
                case 3 -> Arrays.fill(picture, at, Math.min(picture.length, at + length), (byte) random.nextInt(256));
                case 4 -> picture = spliced(picture, at, Math.min(picture.length, at + length), new byte[0]);
                case 5 -> picture = spliced(picture, at, at,
                        Arrays.copyOfRange(picture, at / 2, Math.min(picture.length, at / 2 + length)));
                // Headers are small; most of the meaning is there.
                default -> picture[random.nextInt(Math.min(64, picture.length))] = (byte) random.nextInt(256);
            }
        }
        return picture;
    }

    private static byte[] spliced(byte[] picture, int from, int to, byte[] piece) {
        byte[] result = new byte[picture.length - (to - from) + piece.length];
        System.arraycopy(picture, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(picture, to, result, from + piece.length, picture.length - to);
        return result;
    }

    private static byte[] picture(String format, int type) {
        return Pictures.written(Pictures.photo(40, 30, type), format);
    }
}
