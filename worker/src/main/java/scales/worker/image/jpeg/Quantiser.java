package scales.worker.image.jpeg;

import java.util.Arrays;

/** Turns the samples of one component into quantised coefficients. */
final class Quantiser {
    private static final int LANES = 256;

    private final Component component;
    private final RowSource source;
    private final ForwardDct dct;
    private final int[][] rows;
    private final int[][] blocks = new int[64][LANES];
    private final int[] lowMasks = new int[LANES];
    private final int[] highMasks = new int[LANES];
    private final QuantisedBlocks out;
    private final short[] line;
    private int used;
    private long sourceNanos;

    /**
     * @param quantiser  in zigzag order
     * @param blocksWide with those that fill up the last unit, so {@code blocksHigh}
     */
    Quantiser(Component component, int[] quantiser, RowSource source, int blocksWide, int blocksHigh) {
        this.component = component;
        this.source = source;
        this.dct = new ForwardDct(quantiser, LANES);
        this.rows = new int[8][component.blocksWide() * 8];
        this.out = new QuantisedBlocks(blocksWide, blocksHigh);
        this.line = new short[64 * component.blocksWide() + blocksWide];
    }

    QuantisedBlocks quantise() {
        for (int row = 0; row < out.values.length; row++) {
            used = 0;
            if (row < component.blocksHigh()) {
                readRows(row * 8);
                row(row);
                fillUp(row, component.blocksWide());
            } else {
                fillUp(row, 0);
            }
            out.values[row] = Arrays.copyOf(line, used);
        }
        return out;
    }

    /** @return how long the source took to make its rows */
    long sourceNanos() {
        return sourceNanos;
    }

    /** The last sample of a line goes on to the edge of the block, and so does the last line: no step has to be coded. */
    private void readRows(int first) {
        long start = System.nanoTime();
        for (int y = 0; y < 8; y++) {
            if (first + y < component.height()) {
                source.next(rows[y]);
                Arrays.fill(rows[y], component.width(), rows[y].length, rows[y][component.width() - 1]);
            } else {
                System.arraycopy(rows[y - 1], 0, rows[y], 0, rows[y].length);
            }
        }
        sourceNanos += System.nanoTime() - start;
    }

    private void row(int row) {
        int wide = component.blocksWide();
        for (int from = 0; from < wide; from += LANES) {
            int count = Math.min(LANES, wide - from);
            for (int y = 0; y < 8; y++) {
                spread(rows[y], from * 8, y * 8, count);
            }
            dct.transform(blocks, count);
            keep(row * out.blocksWide + from, count);
        }
    }

    /** Sample x of each block goes to the x-th of eight arrays. */
    private void spread(int[] samples, int from, int to, int count) {
        int[] a = blocks[to];
        int[] b = blocks[to + 1];
        int[] c = blocks[to + 2];
        int[] d = blocks[to + 3];
        int[] e = blocks[to + 4];
        int[] f = blocks[to + 5];
        int[] g = blocks[to + 6];
        int[] h = blocks[to + 7];
        for (int i = 0; i < count; i++) {
            int at = from + 8 * i;
            a[i] = samples[at] - 128;
            b[i] = samples[at + 1] - 128;
            c[i] = samples[at + 2] - 128;
            d[i] = samples[at + 3] - 128;
            e[i] = samples[at + 4] - 128;
            f[i] = samples[at + 5] - 128;
            g[i] = samples[at + 6] - 128;
            h[i] = samples[at + 7] - 128;
        }
    }

    /** Keeps what is not 0. */
    private void keep(int firstBlock, int count) {
        Arrays.fill(lowMasks, 0, count, 0);
        Arrays.fill(highMasks, 0, count, 0);
        for (int k = 0; k < 64; k++) {
            Lanes.mark(k < 32 ? lowMasks : highMasks, blocks[ZigZag.NATURAL[k]], k & 31, count);
        }
        for (int i = 0; i < count; i++) {
            long mask = (long) highMasks[i] << 32 | lowMasks[i] & 0xFFFFFFFFL;
            out.masks[firstBlock + i] = mask;
            for (; mask != 0; mask &= mask - 1) {
                line[used++] = (short) blocks[ZigZag.NATURAL[Long.numberOfTrailingZeros(mask)]][i];
            }
        }
    }

    /** Blocks that only fill up a unit cost least when they repeat a DC value. */
    private void fillUp(int row, int wide) {
        int first = row * out.blocksWide;
        for (int column = wide; column < out.blocksWide; column++) {
            int model = column > 0 ? first + column - 1 : first - out.blocksWide;
            if ((out.masks[model] & 1) != 0) {
                out.masks[first + column] = 1;
                line[used] = column > 0 ? line[used - Long.bitCount(out.masks[model])] : out.values[row - 1][0];
                used++;
            }
        }
    }
}
