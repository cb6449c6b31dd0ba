package scales.worker.image.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.junit.jupiter.api.Test;

/** The JDK's Inflater is the judge, also of the check sum at the end. */
class ZlibWriterTest {

    private static byte[] packed(byte[] data, int atOnce) {
        ChunkWriter file = new ChunkWriter(16);
        file.begin(Chunks.IDAT);
        ZlibWriter zlib = new ZlibWriter(file);
        for (int at = 0; at < data.length; at += atOnce) {
            zlib.write(data, at, Math.min(atOnce, data.length - at));
        }
        zlib.finish();
        file.end();
        byte[] png = file.finished();
        return Arrays.copyOfRange(png, 16, png.length - 4);
    }

    private static byte[] unpacked(byte[] packed, int length) throws DataFormatException {
        Inflater inflater = new Inflater();
        inflater.setInput(packed);
        byte[] data = new byte[length + 1];
        int got = 0;
        for (int n; got <= length && (n = inflater.inflate(data, got, data.length - got)) > 0; ) {
            got += n;
        }
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return Arrays.copyOf(data, got);
    }

    private static int comesBack(byte[] data, int atOnce) throws DataFormatException {
        byte[] packed = packed(data, atOnce);
        assertThat(Arrays.equals(unpacked(packed, data.length), data)).isTrue();
        return packed.length;
    }

    @Test
    void data_of_every_length_and_repetitiveness_come_back() throws DataFormatException {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            byte[] data = new byte[random.nextInt(round < 200 ? 40 : 5_000)];
            int period = 1 + random.nextInt(600);
            int noise = random.nextInt(30);
            for (int i = 0; i < data.length; i++) {
                boolean repeated = i >= period && random.nextInt(30) >= noise;
                data[i] = repeated ? data[i - period] : (byte) random.nextInt();
            }
            comesBack(data, 1 + random.nextInt(700));
        }
    }

    @Test
    void streams_longer_than_window_and_block_come_back() throws DataFormatException {
        Random random = new Random(4);
        byte[] data = new byte[1_500_000];
        for (int i = 0; i < data.length; i++) {
            // Repeats at, just below and just beyond the farthest distance.
            int far = 32_766 + i / 100_000 % 4;
            data[i] = i > far && random.nextInt(50) > 0 ? data[i - far] : (byte) random.nextInt();
        }
        comesBack(data, 1 << 20);
        comesBack(data, 4_097);
    }

    @Test
    void noise_grows_by_little_and_zeros_shrink_to_next_to_nothing() throws DataFormatException {
        byte[] noise = new byte[1_000_000];
        new Random(5).nextBytes(noise);
        assertThat(comesBack(noise, 10_000)).isLessThan(1_010_000);
        assertThat(comesBack(new byte[1_000_000], 10_000)).isLessThan(3_000);
        assertThat(comesBack(new byte[0], 1)).isLessThan(20);
    }

    @Test
    void codes_stay_within_their_limit_however_lopsided_the_frequencies() throws DataFormatException {
        int[] fibonacci = new int[30];
        fibonacci[0] = 1;
        fibonacci[1] = 1;
        for (int i = 2; i < fibonacci.length; i++) {
            fibonacci[i] = fibonacci[i - 1] + fibonacci[i - 2];
        }
        for (int longest : new int[] {5, 7, 15}) {
            Huffman code = new Huffman(fibonacci, longest);
            double room = 0;
            for (int length : code.lengths) {
                assertThat(length).isBetween(1, longest);
                room += Math.pow(2, -length);
            }
            assertThat(room).as("every code is used").isEqualTo(1);
        }
        assertThat(new Huffman(new int[] {0, 9, 0}, 15).lengths).containsExactly(0, 1, 0);
        assertThat(new Huffman(new int[3], 15).lengths).containsOnly(0);
        // Each byte once or in Fibonacci's numbers, in an order without repeats of four.
        byte[] data = new byte[120_000];
        Random random = new Random(6);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (random.nextInt(5) > 0 ? Integer.numberOfTrailingZeros(random.nextInt() | 1 << 25) : i % 256);
        }
        comesBack(data, 10_000);
    }
}
