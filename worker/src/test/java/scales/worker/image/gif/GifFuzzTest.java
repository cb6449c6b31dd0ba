package scales.worker.image.gif;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import scales.worker.image.Refused;
import scales.worker.image.raster.Raster;

class GifFuzzTest {
    private static final long SMALL = 1_000_000;

    private static byte[] animation() {
        GifEncoder encoder = new GifEncoder(20, 15, new GifHeader(20, 15, 3, 900, 0, 0));
        for (int f = 0; f < 3; f++) {
            Raster frame = GifEncoderTest.noise(20, 15);
            for (int i = 0; i < 300; i++) {
                frame.bytes()[i] = (byte) f;
            }
            encoder.add(frame, 5);
        }
        return encoder.finish();
    }

    @Test
    void an_animation_cut_within_a_block_is_refused_or_shows_whole_frames() {
        byte[] gif = animation();
        int accepted = 0;
        for (int length = 0; length < gif.length; length++) {
            accepted += survives(Arrays.copyOf(gif, length)) ? 1 : 0;
        }
        // Between two blocks and at the end of a frame's codes, but not within 2 kB of pixels.
        assertThat(accepted).isBetween(8, 15);
    }

    @Test
    void flipped_bits_lead_to_frames_or_a_refusal_and_nothing_else() {
        Random random = new Random(20_260_102);
        byte[] gif = animation();
        int decoded = 0;
        for (int round = 0; round < 6000; round++) {
            byte[] flipped = gif.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            }
            decoded += survives(flipped) ? 1 : 0;
        }
        assertThat(decoded).isGreaterThan(500);
    }

    private static boolean survives(byte[] gif) {
        try {
            GifHeader header = GifHeader.read(gif);
            if (header.pixels() <= SMALL) {
                GifDecoder decoder = new GifDecoder(gif, header);
                GifEncoder encoder = new GifEncoder(header.width(), header.height(), header);
                while (decoder.next()) {
                    encoder.add(decoder.frame(), decoder.delay());
                }
                assertThat(GifHeader.read(encoder.finish()).frames()).isEqualTo(header.frames());
            }
            return true;
        } catch (Refused refused) {
            assertThat(refused.code()).isEqualTo("broken");
            return false;
        }
    }
}
