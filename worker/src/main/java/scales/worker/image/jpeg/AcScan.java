package scales.worker.image.jpeg;

import scales.worker.image.Refused;

/** Decodes the first or next bits of some AC coefficients of one component (G.1.2.2, G.1.2.3). */
final class AcScan {
    private final EntropyData data;
    private final BitReader bits;
    private final DecodingTable table;
    private final Coefficients to;
    private final int wide;
    private final int high;
    private final int first;
    private final int last;
    private final int low;
    private final boolean refining;
    /** Blocks still to come in a run of blocks without new coefficients. */
    private int emptyBlocks;

    AcScan(Frame frame, Scan scan, EntropyData data, Coefficients to) {
        this.data = data;
        this.bits = data.bits;
        this.table = scan.parts().get(0).ac();
        this.to = to;
        this.wide = scan.unitsWide(frame);
        this.high = scan.unitsHigh(frame);
        this.first = scan.first();
        this.last = scan.last();
        this.low = scan.low();
        this.refining = scan.high() > 0;
    }

    void decode() throws Refused {
        for (int row = 0; row < high; row++) {
            int block = row * to.stride;
            for (int column = 0; column < wide; column++, block++) {
                if (row + column > 0 && data.restart()) {
                    emptyBlocks = 0;
                }
                if (refining) {
                    oneMoreBit(block);
                } else if (emptyBlocks > 0) {
                    emptyBlocks--;
                } else {
                    firstBits(block);
                }
                bits.checkNotPastEnd();
            }
        }
    }

    private void firstBits(int block) throws Refused {
        for (int k = first; k <= last; k++) {
            int symbol = bits.symbol(table);
            int run = symbol >> 4;
            int length = symbol & 15;
            if (length == 0 && run < 15) {
                emptyBlocks = emptyRun(run) - 1;
                return;
            }
            k += run;
            if (k > last) {
                throw new Refused("broken", "a JPEG block has too many coefficients");
            }
            if (length != 0) {
                to.set(block, k, DecodingTable.extend(bits.take(length), length) << low);
            }
        }
    }

    private int emptyRun(int exponent) {
        return (1 << exponent) + (exponent == 0 ? 0 : bits.take(exponent));
    }

    /** Each coefficient known so far gets a bit, and between them new ones of size 1 appear. */
    private void oneMoreBit(int block) throws Refused {
        int k = first;
        while (emptyBlocks == 0 && k <= last) {
            int symbol = bits.symbol(table);
            int run = symbol >> 4;
            int length = symbol & 15;
            if (length > 1) {
                throw new Refused("broken", "the JPEG has a bad Huffman code");
            }
            if (length == 0 && run < 15) {
                emptyBlocks = emptyRun(run);
                break;
            }
            int fresh = length == 0 ? 0 : bits.take(1) == 1 ? 1 << low : -1 << low;
            k = refine(block, k, run);
            if (fresh != 0 && k <= last) {
                to.set(block, k, fresh);
            }
            k++;
        }
        if (emptyBlocks > 0) {
            refine(block, k, 64);
            emptyBlocks--;
        }
    }

    /** Refines from there until that many zeros were passed. @return the place of the next zero, or one beyond the last */
    private int refine(int block, int from, int zeros) {
        long known = to.known[block] & -1L >>> 63 - last;
        int left = zeros;
        int k = from;
        while (k <= last) {
            long rest = known & -1L << k;
            int next = rest == 0 ? last + 1 : Long.numberOfTrailingZeros(rest);
            if (next - k > left) {
                return k + left;
            }
            if (next > last) {
                return next;
            }
            left -= next - k;
            // Without a branch, which would be wrong every other time.
            int value = to.values[block * 64 + next];
            int added = (bits.take(1) & ~value >> low) << low;
            int sign = value >> 31;
            to.values[block * 64 + next] = (short) (value + (added ^ sign) - sign);
            k = next + 1;
        }
        return k;
    }
}
