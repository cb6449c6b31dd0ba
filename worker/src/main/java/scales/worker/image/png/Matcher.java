package scales.worker.image.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds what has been written before, for deflate. Looks at one place only, where the same four bytes were seen last: on
 * filtered samples, longer searches bring a percent for half as much time again. Leaves out more and more bytes the longer
 * it has found nothing, since the samples of a photo hardly ever repeat.
 */
final class Matcher {
    static final int WINDOW = 1 << 15;
    static final int LONGEST = 258;
    static final int SHORTEST = 4;
    private static final int HASH_BITS = 15;
    /** After 2 to the power of this many bytes without a match, every other byte is left out, and so on. */
    private static final int PATIENCE = 6;
    /**
     * Bits that a match costs, apart from those of its distance: what its two symbols take, and some more for what they take
     * from the literals' codes. Measured: 12 makes files 6 % larger, 20 is no better.
     */
    private static final int MATCH_BITS = 17;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** By hash of four bytes: where they were seen last, in the stream, plus one window: so 0 is too far from everything. */
    private final int[] seen = new int[1 << HASH_BITS];

    /**
     * Puts the matches between two places into the block.
     *
     * @param base position of {@code data[0]} in the stream; that may have more bytes than an int can count, since only
     *             differences matter
     */
    void find(byte[] data, int from, int to, long base, DeflateBlock block) {
        double literalBits = block.literalBits();
        int shift = (int) (base + WINDOW);
        int pending = from;
        int misses = 0;
        int at = from;
        int last = to - SHORTEST;
        while (at <= last) {
            int word = (int) INT.get(data, at);
            int hash = hash(word);
            int before = seen[hash] - shift;
            seen[hash] = at + shift;
            int distance = at - before;
            int length = 0;
            if (before >= 0 && distance > 0 && distance < WINDOW && (int) INT.get(data, before) == word) {
                length = same(data, before, at, Math.min(LONGEST, to - at));
                if (length * literalBits <= MATCH_BITS + bits(distance)) {
                    length = 0;
                }
            }
            if (length == 0) {
                at += 1 + (misses++ >> PATIENCE);
                continue;
            }
            misses = 0;
            int end = at + length;
            // What was left out before may belong to the match.
            int begin = at;
            while (begin > pending && begin > distance && end - begin < LONGEST
                    && data[begin - 1] == data[begin - 1 - distance]) {
                begin--;
            }
            block.match(begin - pending, end - begin, distance);
            for (int i = at + 1, stop = Math.min(end, last); i < stop; i++) {
                seen[hash((int) INT.get(data, i))] = i + shift;
            }
            at = end;
            pending = end;
        }
        block.rest(to - pending);
    }

    private static int hash(int word) {
        return word * 0x9E3779B1 >>> 32 - HASH_BITS;
    }

    private static int bits(int distance) {
        return 31 - Integer.numberOfLeadingZeros(distance);
    }

    private static int same(byte[] data, int a, int b, int most) {
        int mismatch = Arrays.mismatch(data, a + SHORTEST, a + most, data, b + SHORTEST, b + most);
        return mismatch < 0 ? most : mismatch + SHORTEST;
    }
}
