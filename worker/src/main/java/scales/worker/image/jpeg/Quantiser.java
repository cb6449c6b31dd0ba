package scales.worker.image.jpeg;

import java.util.Arrays;

/** Turns the samples of one component into quantised coefficients. */
final class Quantiser {
    private static final int LANES = 256;

    private final Component component;
    private final Plane plane;
    private final ForwardDct dct;
    private final int[][] blocks = new int[64][LANES];
    private final int[] lowMasks = new int[LANES];
    private final int[] highMasks = new int[LANES];
    private final QuantisedBlocks out;
    private short[] line;
    private int used;

    private Quantiser(Component component, int[] quantiser, Plane plane, QuantisedBlocks out) {
        this.component = component;
        this.plane = plane;
        this.dct = new ForwardDct(quantiser, LANES);
        this.out = out;
        this.line = new short[64 * component.blocksWide() + out.blocksWide];
    }

    /**
     * @param quantiser  in zigzag order
     * @param blocksWide with those that fill up the last unit, so {@code blocksHigh}
     */
    static QuantisedBlocks quantise(
            Component component, int[] quantiser, Plane plane, int blocksWide, int blocksHigh) {
        QuantisedBlocks out = new QuantisedBlocks(blocksWide, blocksHigh);
        Quantiser worker = new Quantiser(component, quantiser, plane, out);
        for (int row = 0; row < component.blocksHigh(); row++) {
            worker.row(row);
        }
        for (int row = component.blocksHigh(); row < blocksHigh; row++) {
            worker.used = 0;
            worker.fillUp(row, 0);
        }
        return out;
    }

    private void row(int row) {
        used = 0;
        int wide = component.blocksWide();
        for (int from = 0; from < wide; from += LANES) {
            int count = Math.min(LANES, wide - from);
            for (int y = 0; y < 8; y++) {
                read(Math.min(row * 8 + y, plane.height() - 1), y * 8, from, count);
            }
            dct.transform(blocks, count);
            keep(row * out.blocksWide + from, count);
        }
        fillUp(row, wide);
    }

    private void read(int y, int to, int from, int count) {
        int at = y * plane.stride() + from * 8;
        int whole = Math.min(count, plane.width() / 8 - from);
        spread(plane.samples(), at, to, whole);
        if (whole < count) {
            for (int x = 0; x < 8; x++) {
                // The last sample of a line goes on to the edge of the block: no step that would have to be coded.
                int inside = Math.min(whole * 8 + x, plane.width() - 1 - from * 8);
                blocks[to + x][whole] = (plane.samples()[at + inside] & 0xFF) - 128;
            }
        }
    }

    private void spread(byte[] samples, int from, int to, int count) {
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
            a[i] = (samples[at] & 0xFF) - 128;
            b[i] = (samples[at + 1] & 0xFF) - 128;
            c[i] = (samples[at + 2] & 0xFF) - 128;
            d[i] = (samples[at + 3] & 0xFF) - 128;
            e[i] = (samples[at + 4] & 0xFF) - 128;
            f[i] = (samples[at + 5] & 0xFF) - 128;
            g[i] = (samples[at + 6] & 0xFF) - 128;
            h[i] = (samples[at + 7] & 0xFF) - 128;
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
        out.values[row] = Arrays.copyOf(line, used);
    }
}
