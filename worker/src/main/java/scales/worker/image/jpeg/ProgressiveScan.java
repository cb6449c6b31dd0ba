package scales.worker.image.jpeg;

import java.util.Arrays;
import scales.worker.image.Refused;

/** Decodes one scan of a progressive frame into coefficients (annex G.1.2, G.2). */
final class ProgressiveScan {
    private final Frame frame;
    private final Scan scan;
    private final EntropyData data;
    private final BitReader bits;
    private final Coefficients[] coefficients;
    private final int[] predicted;
    /** Blocks still to come in a run of blocks without new coefficients. */
    private int emptyBlocks;

    /** @param coefficients by component of the frame */
    ProgressiveScan(Frame frame, Scan scan, EntropyData data, Coefficients[] coefficients) {
        this.frame = frame;
        this.scan = scan;
        this.data = data;
        this.bits = data.bits;
        this.coefficients = coefficients;
        this.predicted = new int[coefficients.length];
    }

    void decode() throws Refused {
        int wide = scan.unitsWide(frame);
        int high = scan.unitsHigh(frame);
        for (int row = 0; row < high; row++) {
            for (int column = 0; column < wide; column++) {
                if (row + column > 0 && data.restart()) {
                    emptyBlocks = 0;
                    Arrays.fill(predicted, 0);
                }
                for (ScanComponent part : scan.parts()) {
                    decodeUnit(part, row, column);
                }
            }
        }
    }

    private void decodeUnit(ScanComponent part, int row, int column) throws Refused {
        Coefficients to = coefficients[part.index()];
        int across = scan.across(part);
        int down = scan.down(part);
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                int at = ((row * down + y) * to.stride + column * across + x) * 64;
                decodeBlock(part, to.values, at);
                bits.checkNotPastEnd();
            }
        }
    }

    private void decodeBlock(ScanComponent part, short[] block, int at) throws Refused {
        if (scan.first() == 0) {
            if (scan.high() == 0) {
                int length = symbol(part.dc());
                predicted[part.index()] += length == 0 ? 0 : DecodingTable.extend(bits.take(length), length);
                block[at] = (short) (predicted[part.index()] << scan.low());
            } else if (bits.take(1) == 1) {
                block[at] |= (short) (1 << scan.low());
            }
        } else if (scan.high() == 0) {
            firstBits(part.ac(), block, at);
        } else {
            oneMoreBit(part.ac(), block, at);
        }
    }

    private int symbol(DecodingTable table) throws Refused {
        if (bits.left < 16) {
            bits.fill();
        }
        int entry = table.symbols[(int) (bits.bits >>> 64 - DecodingTable.PEEK)];
        if (entry == 0) {
            entry = table.longSymbol(bits.bits);
        }
        bits.bits <<= entry >> 8;
        bits.left -= entry >> 8;
        return entry & 0xFF;
    }

    private void firstBits(DecodingTable table, short[] block, int at) throws Refused {
        if (emptyBlocks > 0) {
            emptyBlocks--;
            return;
        }
        for (int k = scan.first(); k <= scan.last(); k++) {
            int symbol = symbol(table);
            int run = symbol >> 4;
            int length = symbol & 15;
            if (length == 0 && run < 15) {
                emptyBlocks = emptyRun(run) - 1;
                return;
            }
            k += run;
            if (k > scan.last()) {
                throw new Refused("broken", "a JPEG block has too many coefficients");
            }
            if (length != 0) {
                block[at + k] = (short) (DecodingTable.extend(bits.take(length), length) << scan.low());
            }
        }
    }

    private int emptyRun(int exponent) {
        return (1 << exponent) + (exponent == 0 ? 0 : bits.take(exponent));
    }

    /** G.1.2.3: each coefficient known so far gets a bit, and between them new ones of size 1 appear. */
    private void oneMoreBit(DecodingTable table, short[] block, int at) throws Refused {
        int one = 1 << scan.low();
        int k = scan.first();
        while (emptyBlocks == 0 && k <= scan.last()) {
            int symbol = symbol(table);
            int run = symbol >> 4;
            int length = symbol & 15;
            if (length > 1) {
                throw new Refused("broken", "the JPEG has a bad Huffman code");
            }
            int fresh = length == 0 ? 0 : bits.take(1) == 1 ? one : -one;
            if (length == 0 && run < 15) {
                emptyBlocks = emptyRun(run);
                break;
            }
            k = refine(block, at, k, run, one);
            if (k <= scan.last() && fresh != 0) {
                block[at + k] = (short) fresh;
            }
            k++;
        }
        if (emptyBlocks > 0) {
            refine(block, at, k, 64, one);
            emptyBlocks--;
        }
    }

    /** Refines from there until that many zeros were passed. @return the place of the next zero, or beyond the last */
    private int refine(short[] block, int at, int from, int zeros, int one) {
        int k = from;
        for (int passed = 0; k <= scan.last(); k++) {
            int value = block[at + k];
            if (value == 0) {
                if (passed++ == zeros) {
                    break;
                }
            } else if (bits.take(1) == 1 && (value & one) == 0) {
                block[at + k] = (short) (value + (value > 0 ? one : -one));
            }
        }
        return k;
    }
}
