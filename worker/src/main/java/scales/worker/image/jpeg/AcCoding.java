package scales.worker.image.jpeg;

/**
 * Some AC coefficients of one component in one scan of a progressive frame (G.1.2.2, G.1.2.3).
 *
 * @param first in zigzag order, {@code last} inclusive
 * @param low   the lowest bit that is coded; with {@code refining} the only one
 */
record AcCoding(Component component, QuantisedBlocks blocks, int first, int last, int low, boolean refining)
        implements ScanCoder {

    @Override
    public void code(SymbolSink out) {
        EmptyRun empty = new EmptyRun(out);
        long band = -1L >>> 63 - last & -1L << first;
        QuantisedBlocks.Cursor block = blocks.new Cursor();
        for (int row = 0; row < component.blocksHigh(); row++) {
            block.toLine(row);
            for (int column = component.blocksWide(); column > 0; column--) {
                block.next();
                int at = block.at + Long.bitCount(block.mask & (1L << first) - 1);
                if (refining) {
                    refine(out, empty, block.mask & band, block.line, at);
                } else {
                    start(out, empty, block.mask & band, block.line, at);
                }
            }
        }
        empty.end();
    }

    private void start(SymbolSink out, EmptyRun empty, long mask, short[] values, int from) {
        int at = from;
        int before = first - 1;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int k = Long.numberOfTrailingZeros(rest);
            int value = values[at++];
            int shifted = value < 0 ? -(-value >> low) : value >> low;
            if (shifted != 0) {
                empty.end();
                int zeros = k - before - 1;
                for (; zeros > 15; zeros -= 16) {
                    out.symbol(0, 0xF0);
                }
                Magnitude.code(out, 0, zeros, shifted);
                before = k;
            }
        }
        if (before < last) {
            empty.add();
        }
    }

    private void refine(SymbolSink out, EmptyRun empty, long mask, short[] values, int from) {
        int lastNew = lastNew(mask, values, from);
        int at = from;
        int zeros = 0;
        int before = first - 1;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int k = Long.numberOfTrailingZeros(rest);
            int value = values[at++];
            int shifted = Math.abs(value) >> low;
            zeros += k - before - 1;
            before = k;
            if (shifted == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15 && k <= lastNew; zeros -= 16) {
                empty.symbol(0xF0);
            }
            if (shifted > 1) {
                empty.correct(shifted & 1);
            } else {
                empty.symbol(zeros << 4 | 1, value < 0 ? 0 : 1);
                zeros = 0;
            }
        }
        zeros += last - before;
        if (zeros > 0 || empty.hasCorrections()) {
            empty.add();
        }
    }

    /** @return the last coefficient of which this is the first bit, or -1 */
    private int lastNew(long mask, short[] values, int from) {
        int found = -1;
        int at = from;
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            if (Math.abs(values[at++]) >> low == 1) {
                found = Long.numberOfTrailingZeros(rest);
            }
        }
        return found;
    }
}
