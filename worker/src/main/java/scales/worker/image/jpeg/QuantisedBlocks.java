package scales.worker.image.jpeg;

/**
 * All coefficients of one component, most of which are 0: for each block a bit per coefficient that is not, and those
 * alone. A third of the memory of 64 numbers a block, and what a scan has to look at is found by counting bits.
 */
final class QuantisedBlocks {
    final int blocksWide;
    /** By block, lines one after another; bit k for the k-th coefficient in zigzag order. */
    final long[] masks;
    /** By line of blocks: the coefficients that are not 0, block after block, each in zigzag order. */
    final short[][] values;

    QuantisedBlocks(int blocksWide, int blocksHigh) {
        this.blocksWide = blocksWide;
        this.masks = new long[Math.multiplyExact(blocksWide, blocksHigh)];
        this.values = new short[blocksHigh][];
    }

    /** Goes along one line of blocks. */
    final class Cursor {
        private int block;
        /** The block's bits. */
        long mask;
        /** Its coefficients start there in {@link #line}. */
        int at;
        short[] line;
        private int after;

        void toLine(int row) {
            block = row * blocksWide;
            line = values[row];
            after = 0;
        }

        void next() {
            mask = masks[block++];
            at = after;
            after += Long.bitCount(mask);
        }

        /** @return the DC coefficient of the block */
        int dc() {
            return (mask & 1) == 0 ? 0 : line[at];
        }
    }
}
