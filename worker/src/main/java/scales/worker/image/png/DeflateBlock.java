package scales.worker.image.png;

import java.util.Arrays;

/** The literals and matches of one block of a deflate stream (RFC 1951), and how they are written with codes of their own. */
final class DeflateBlock {
    private static final int END = 256;
    private static final int LITERALS = 286;
    private static final int DISTANCES = 30;
    private static final int LONGEST_CODE = 15;
    /** The order in which the lengths of the lengths' codes are stored: 3.2.7. */
    private static final int[] STORED = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    /** Symbol of each match length, less 257; extra bits and first length of each symbol: 3.2.5. */
    private static final byte[] LENGTH_SYMBOLS = new byte[Matcher.LONGEST + 1];
    private static final int[] LENGTH_BITS = new int[29];
    private static final int[] LENGTH_FIRST = new int[29];

    static {
        int length = 3;
        for (int symbol = 0; symbol < 28; symbol++) {
            LENGTH_BITS[symbol] = Math.max(0, symbol / 4 - 1);
            LENGTH_FIRST[symbol] = length;
            for (int end = length + (1 << LENGTH_BITS[symbol]); length < end && length <= Matcher.LONGEST; length++) {
                LENGTH_SYMBOLS[length] = (byte) symbol;
            }
        }
        LENGTH_SYMBOLS[Matcher.LONGEST] = 28;
        LENGTH_FIRST[28] = Matcher.LONGEST;
    }

    /** How many literals go before each match, and its length and distance in the upper and lower half. */
    private final int[] runs;
    private final int[] matches;
    private int count;
    private int rest;
    private final int[] literals = new int[LITERALS];
    private final int[] distances = new int[DISTANCES];
    private double literalBits = 6;

    /** @param most input bytes of a block */
    DeflateBlock(int most) {
        runs = new int[most / Matcher.SHORTEST + 1];
        matches = new int[most / Matcher.SHORTEST + 1];
    }

    /** @return bits that a literal has cost on average in the block before */
    double literalBits() {
        return literalBits;
    }

    void match(int literalsBefore, int length, int distance) {
        literals[257 + LENGTH_SYMBOLS[length]]++;
        distances[distanceSymbol(distance)]++;
        runs[count] = literalsBefore;
        matches[count++] = length << 16 | distance;
    }

    /** The literals after the last match. */
    void rest(int literals) {
        rest = literals;
    }

    /** Two symbols for each power of two. */
    private static int distanceSymbol(int distance) {
        int d = distance - 1;
        if (d < 2) {
            return d;
        }
        int high = 31 - Integer.numberOfLeadingZeros(d);
        return 2 * high + (d >>> high - 1 & 1);
    }

    /** Writes the block and begins a new one. @param from where its bytes begin in the data */
    void write(byte[] data, int from, BitWriter out, boolean last) {
        count(data, from);
        literals[END] = 1;
        Huffman literal = new Huffman(literals, LONGEST_CODE);
        Huffman distance = new Huffman(distances, LONGEST_CODE);
        measure(literal);
        out.put(last ? 1 : 0, 1);
        out.put(2, 2);
        writeCodes(out, literal, distance);
        int at = from;
        for (int i = 0; i < count; i++) {
            out.literals(data, at, runs[i], literal);
            int length = matches[i] >>> 16;
            int symbol = LENGTH_SYMBOLS[length];
            out.put(literal.codes[257 + symbol], literal.lengths[257 + symbol]);
            out.put(length - LENGTH_FIRST[symbol], LENGTH_BITS[symbol]);
            int far = matches[i] & 0xFFFF;
            int s = distanceSymbol(far);
            int extra = Math.max(0, s / 2 - 1);
            out.put(distance.codes[s], distance.lengths[s]);
            out.put(far - 1 & (1 << extra) - 1, extra);
            at += runs[i] + length;
        }
        out.literals(data, at, rest, literal);
        out.put(literal.codes[END], literal.lengths[END]);
        count = 0;
        Arrays.fill(literals, 0);
        Arrays.fill(distances, 0);
    }

    private void count(byte[] data, int from) {
        // Two tables: equal bytes in a row would wait for each other.
        int[] odd = new int[END];
        int at = from;
        for (int i = 0; i <= count; i++) {
            int end = at + (i < count ? runs[i] : rest);
            for (; at + 1 < end; at += 2) {
                literals[data[at] & 0xFF]++;
                odd[data[at + 1] & 0xFF]++;
            }
            if (at < end) {
                literals[data[at] & 0xFF]++;
            }
            at = end + (i < count ? matches[i] >>> 16 : 0);
        }
        for (int i = 0; i < END; i++) {
            literals[i] += odd[i];
        }
    }

    private void measure(Huffman literal) {
        long n = 0;
        long bits = 0;
        for (int i = 0; i < END; i++) {
            n += literals[i];
            bits += (long) literals[i] * literal.lengths[i];
        }
        literalBits = n < 1000 ? literalBits : (double) bits / n;
    }

    private static void writeCodes(BitWriter out, Huffman literal, Huffman distance) {
        int[] lengths = new int[LITERALS + DISTANCES];
        System.arraycopy(literal.lengths, 0, lengths, 0, LITERALS);
        System.arraycopy(distance.lengths, 0, lengths, LITERALS, DISTANCES);
        // A run as symbol and length in the upper half; 0 to 15 are lengths themselves.
        int[] runs = new int[lengths.length];
        int[] frequencies = new int[19];
        int used = 0;
        for (int i = 0; i < lengths.length; ) {
            int run = 1;
            while (i + run < lengths.length && lengths[i + run] == lengths[i]) {
                run++;
            }
            int symbol = lengths[i];
            if (symbol == 0 && run >= 3) {
                run = Math.min(run, 138);
                symbol = run <= 10 ? 17 : 18;
            } else if (run >= 4) {
                // The length itself, then how often it comes again.
                frequencies[symbol]++;
                runs[used++] = symbol;
                i++;
                run = Math.min(run - 1, 6);
                symbol = 16;
            } else {
                run = 1;
            }
            frequencies[symbol]++;
            runs[used++] = run << 16 | symbol;
            i += run;
        }
        Huffman code = new Huffman(frequencies, 7);
        int stored = 19;
        while (stored > 4 && code.lengths[STORED[stored - 1]] == 0) {
            stored--;
        }
        out.put(LITERALS - 257, 5);
        out.put(DISTANCES - 1, 5);
        out.put(stored - 4, 4);
        for (int i = 0; i < stored; i++) {
            out.put(code.lengths[STORED[i]], 3);
        }
        for (int i = 0; i < used; i++) {
            int symbol = runs[i] & 0xFFFF;
            int run = runs[i] >>> 16;
            out.put(code.codes[symbol], code.lengths[symbol]);
            switch (symbol) {
                case 16 -> out.put(run - 3, 2);
                case 17 -> out.put(run - 3, 3);
                case 18 -> out.put(run - 11, 7);
                default -> { }
            }
        }
    }
}
