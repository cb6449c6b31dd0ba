package scales.worker.image.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import scales.worker.image.Refused;

/**
 * The bits between two markers. {@code bits} holds {@code left} of them, the next one on top; decoders keep both in
 * locals while they work through a block, since fields cost a load and a store per symbol.
 */
final class BitReader {
    /** A block takes at most 64 symbols of 32 bits, so that one check a block is enough. */
    private static final int SLACK = 512;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Without stuffed zeros. */
    final byte[] data;
    long bits;
    int left;
    int next;
    private int end;

    /** @param capacity the longest run of entropy-coded bytes that will come */
    BitReader(int capacity) {
        data = new byte[capacity + SLACK];
    }

    /**
     * Takes the entropy-coded bytes that start there.
     *
     * @return where the marker is that ends them, or the end of the file
     */
    int load(byte[] file, int from) {
        int at = from;
        int to = 0;
        scan:
        while (at < file.length) {
            while (at + 8 <= file.length) {
                long eight = (long) LONGS.get(file, at);
                if (hasOnes(eight)) {
                    break;
                }
                LONGS.set(data, to, eight);
                at += 8;
                to += 8;
            }
            for (int stop = Math.min(at + 8, file.length); at < stop; ) {
                byte value = file[at];
                if (value == -1) {
                    if (at + 1 >= file.length || file[at + 1] != 0) {
                        break scan;
                    }
                    at++;
                }
                data[to++] = value;
                at++;
            }
        }
        end = to;
        next = 0;
        bits = 0;
        left = 0;
        return at;
    }

    /** @return whether one of the eight bytes is 0xFF (Mycroft's test on the complement) */
    private static boolean hasOnes(long eight) {
        long complement = ~eight;
        return (complement - 0x0101010101010101L & ~complement & 0x8080808080808080L) != 0;
    }

    static long eightBytes(byte[] data, int at) {
        return (long) LONGS.get(data, at);
    }

    /** At least 56 bits are there afterwards. */
    void fill() {
        bits |= eightBytes(data, next) >>> left;
        next += 63 - left >> 3;
        left |= 56;
    }

    /** @param count 1 to 16 */
    int take(int count) {
        if (left < count) {
            fill();
        }
        int value = (int) (bits >>> 64 - count);
        bits <<= count;
        left -= count;
        return value;
    }

    /** @return the next symbol of that table */
    int symbol(DecodingTable table) throws Refused {
        if (left < 16) {
            fill();
        }
        int entry = table.symbols[(int) (bits >>> 64 - DecodingTable.PEEK)];
        if (entry == 0) {
            entry = table.longSymbol(bits);
        }
        bits <<= entry >> 8;
        left -= entry >> 8;
        return entry & 0xFF;
    }

    /** To be called at least once per block. */
    void checkNotPastEnd() throws Refused {
        if ((long) next * 8 - left > (long) end * 8) {
            throw new Refused("broken", "the JPEG ends before its pixels do");
        }
    }
}
