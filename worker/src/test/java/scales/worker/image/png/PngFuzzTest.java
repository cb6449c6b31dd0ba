package scales.worker.image.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

class PngFuzzTest {
    private static final long SMALL = 1_000_000;

    @Test
    void a_picture_cut_anywhere_before_its_end_chunk_is_refused() throws Refused {
        byte[] png = picture(3);
        for (int length = 0; length < png.length - 12; length++) {
            assertThat(survives(Arrays.copyOf(png, length))).as("cut at %d", length).isFalse();
        }
    }

    @Test
    void flipped_bits_lead_to_a_picture_or_a_refusal_and_nothing_else() throws Refused {
        Random random = new Random(20_260_101);
        int decoded = 0;
        for (int type : new int[] {0, 2, 3, 6}) {
            byte[] png = picture(type);
            for (int round = 0; round < 1500; round++) {
                byte[] flipped = png.clone();
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                // Half of them with check sums made right again: else nothing gets past those.
                decoded += survives(round % 2 == 0 ? resealed(flipped) : flipped) ? 1 : 0;
            }
        }
        assertThat(decoded).isGreaterThan(100);
    }

    /** @return whether the picture decodes, to the size its header says */
    private static boolean survives(byte[] png) {
        try {
            PngHeader header = PngHeader.read(png);
            if ((long) header.width() * header.height() <= SMALL) {
                Raster raster = PngDecoder.decode(png, header);
                assertThat(raster.width()).isEqualTo(header.width());
                PngEncoder.encode(raster, header);
            }
            return true;
        } catch (Refused refused) {
            assertThat(refused.code()).isIn("broken", "limit");
            return false;
        }
    }

    private static byte[] picture(int type) throws Refused {
        Layout layout = type == 0 ? Layout.GREY : type == 6 ? Layout.RGBA : Layout.RGB;
        byte[] samples = new byte[40 * 30 * layout.samples()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) (i / 40 % 7 * 30 + i % 5);
        }
        return PngEncoder.encode(Raster.of(40, 30, layout, samples), PngEncoderTest.header(type));
    }

    private static byte[] resealed(byte[] png) {
        CRC32 crc = new CRC32();
        for (int at = 8; at + 12 <= png.length; ) {
            int length = Chunks.u32(png, at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            crc.reset();
            crc.update(png, at + 4, length + 4);
            for (int i = 0; i < 4; i++) {
                png[at + 8 + length + i] = (byte) (crc.getValue() >> 24 - 8 * i);
            }
            at += 12 + length;
        }
        return png;
    }
}
