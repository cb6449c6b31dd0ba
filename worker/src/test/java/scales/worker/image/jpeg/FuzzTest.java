package scales.worker.image.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.worker.image.Refused;

/** Whatever the bytes, there is a picture, a refusal, or word that others must judge. */
class FuzzTest {
    private static final int MUTANTS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_mutated_file_is_decoded_refused_or_left_to_others(long seed) {
        Random random = new Random(seed);
        List<byte[]> files = new ArrayList<>();
        for (boolean progressive : new boolean[] {true, false}) {
            files.add(Pictures.encode(Pictures.frame(progressive, 40, 33, 22, 11, 11), 5));
            files.add(Pictures.encode(Pictures.frame(progressive, 24, 24, 11), 2));
            files.add(Pictures.jdkFile(50, 20, false, progressive, 2));
        }
        int decoded = 0;
        for (int n = 0; n < MUTANTS; n++) {
            byte[] file = mutated(files.get(random.nextInt(files.size())), random);
            int size = 1 + random.nextInt(8);
            try {
                // The engine's limits come before the decoder: a header that lies about a side is not what is tried here.
                JpegDecoder.decode(file, frame -> {
                    if ((long) frame.width() * frame.height() > 1_000_000) {
                        throw new TooLarge();
                    }
                    return size;
                }, random.nextBoolean());
                decoded++;
            } catch (Refused | Unsupported | TooLarge expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
        assertThat(decoded).isBetween(MUTANTS / 20, MUTANTS - MUTANTS / 20);
    }

    private static byte[] mutated(byte[] original, Random random) {
        byte[] file = original.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = 2 + random.nextInt(file.length - 2);
            switch (random.nextInt(5)) {
                case 0 -> file[at] = (byte) random.nextInt(256);
                case 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> file[at] = (byte) 0xFF;
                case 3 -> file = Arrays.copyOf(file, at + 1);
                default -> {
                    int from = random.nextInt(file.length);
                    int length = Math.min(random.nextInt(40), file.length - Math.max(at, from));
                    System.arraycopy(file.clone(), from, file, at, length);
                }
            }
        }
        return file;
    }

    private static final class TooLarge extends RuntimeException {
        TooLarge() {
            super("too large", null, false, false);
        }
    }
}
