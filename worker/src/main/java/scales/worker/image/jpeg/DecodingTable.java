package scales.worker.image.jpeg;

import java.util.Arrays;
import scales.worker.image.Refused;

/**
 * A Huffman table for decoding (annex C, F.2.2.3): {@value #PEEK} bits are looked up at once, longer codes are found
 * by the largest code of their length. Where a coefficient's own bits fit into the look-up it comes out whole.
 */
final class DecodingTable {
    static final int PEEK = 11;
    /** More zeros than any run that merely leaves the block. */
    static final int END = 127;
    /** What a skip that reaches the end of its block has at least. */
    static final int SKIP_ENDS = 1 << 17;
    private static final int COUNTS = 16;

    /** By the next {@link #PEEK} bits: code length shifted left by 8, and the symbol; 0 when the code is longer. */
    final short[] symbols = new short[1 << PEEK];
    /**
     * By the next {@link #PEEK} bits. Bits 0-5: how many the code and the coefficient after it take; 6-9: how many of them
     * are the coefficient, 0 when its value is in bits 17-31; 10-16: zeros before it, {@link #END} for the end of the
     * block. 0 when the code is longer. The sum is lowest since a shift by a long takes just these six bits.
     */
    final int[] coefficients = new int[1 << PEEK];

    private final byte[] values;
    private final int[] largestCode = new int[COUNTS + 1];
    private final int[] firstValue = new int[COUNTS + 1];

    /** @param at where the 16 counts stand; the values follow */
    private DecodingTable(byte[] file, int at, int total) throws Refused {
        values = Arrays.copyOfRange(file, at + COUNTS, at + COUNTS + total);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= COUNTS; length++) {
            int count = file[at + length - 1] & 0xFF;
            // No code is all ones (C.2), hence "or equal".
            if (count > 0 && code + count >= 1 << length) {
                throw new Refused("broken", "a JPEG Huffman table is impossible");
            }
            firstValue[length] = index - code;
            for (int n = 0; n < count; n++, code++, index++) {
                if (length <= PEEK) {
                    int from = code << PEEK - length;
                    short entry = (short) (length << 8 | values[index] & 0xFF);
                    Arrays.fill(symbols, from, from + (1 << PEEK - length), entry);
                }
            }
            largestCode[length] = count == 0 ? -1 : code - 1;
            code <<= 1;
        }
        for (int peeked = 0; peeked < coefficients.length; peeked++) {
            coefficients[peeked] = whole(symbols[peeked], peeked);
        }
    }

    /** @return the table at that place, which must lie before the end */
    static DecodingTable parse(byte[] file, int at, int end) throws Refused {
        int total = 0;
        for (int i = 0; i < COUNTS && at + i < end; i++) {
            total += file[at + i] & 0xFF;
        }
        if (at + COUNTS + total > end || total > 256) {
            throw new Refused("broken", "a JPEG Huffman table is too short");
        }
        return new DecodingTable(file, at, total);
    }

    /** @return bytes that the table takes in the file */
    int length() {
        return COUNTS + values.length;
    }

    /** @return whether it may code DC differences, which have at most 15 bits */
    boolean fitsDc() {
        for (byte value : values) {
            if ((value & 0xF0) != 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * For coefficients that nobody wants: as many at once as lie in the next {@link #PEEK} bits whole. Bits 0-5: how many
     * they take; 10-16: how far they go, one more when the end of the block follows them; 17: whether it does. 0 when
     * there is none.
     */
    int[] skips() {
        int[] skips = new int[1 << PEEK];
        for (int peeked = 0; peeked < skips.length; peeked++) {
            int taken = 0;
            int steps = 0;
            int end = 0;
            while (end == 0) {
                int entry = symbols[peeked << taken & (1 << PEEK) - 1];
                int length = (entry >> 8) + (entry & 15);
                if (entry == 0 || taken + length > PEEK) {
                    break;
                }
                taken += length;
                end = zeros(entry & 0xFF) == END ? SKIP_ENDS : 0;
                steps += end == 0 ? zeros(entry & 0xFF) + 1 : 1;
            }
            skips[peeked] = taken == 0 ? 0 : end | steps << 10 | taken;
        }
        return skips;
    }

    /** @return what {@link #coefficients} would hold for the long code that comes next */
    int longCoefficient(long bits) throws Refused {
        int entry = longSymbol(bits);
        return describe(entry >> 8, entry & 0xFF);
    }

    /** @return what {@link #symbols} would hold for the long code that comes next */
    int longSymbol(long bits) throws Refused {
        for (int length = PEEK + 1; length <= COUNTS; length++) {
            int code = (int) (bits >>> 64 - length);
            if (code <= largestCode[length]) {
                return length << 8 | values[firstValue[length] + code] & 0xFF;
            }
        }
        throw new Refused("broken", "the JPEG has a bad Huffman code");
    }

    private static int whole(int entry, int peeked) {
        int length = entry >> 8;
        int size = entry & 15;
        if (entry == 0 || length + size > PEEK) {
            return entry == 0 ? 0 : describe(length, entry & 0xFF);
        }
        int value = size == 0 ? 0 : extend(peeked >> PEEK - length - size & (1 << size) - 1, size);
        return value << 17 | length + size | zeros(entry & 0xFF) << 10;
    }

    private static int describe(int length, int symbol) {
        return length + (symbol & 15) | (symbol & 15) << 6 | zeros(symbol) << 10;
    }

    /** 0xF0 means 16 zeros: 15, and a coefficient that happens to be 0. Others without a coefficient end the block. */
    private static int zeros(int symbol) {
        return (symbol & 15) == 0 && symbol != 0xF0 ? END : symbol >> 4;
    }

    /** @return the signed value of that many bits (table F.1): those that begin with 0 are negative */
    static int extend(int raw, int size) {
        return raw < 1 << size - 1 ? raw - (1 << size) + 1 : raw;
    }
}
