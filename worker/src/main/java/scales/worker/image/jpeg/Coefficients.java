package scales.worker.image.jpeg;

import java.util.Arrays;

/**
 * All coefficients of one component while the scans of a progressive frame complete them, and how far they have.
 */
final class Coefficients {
    /** 64 for each block in zigzag order, blocks line by line, with those that fill up the last units. */
    final short[] values;
    /** By block: bit k when the k-th is not 0, but for DC. */
    final long[] known;
    /** Blocks per line. */
    final int stride;
    /** By coefficient in zigzag order: the lowest bit known; -1 when nothing is. */
    private final int[] lowest = new int[64];

    Coefficients(int blocksWide, int blocksHigh) {
        this.stride = blocksWide;
        this.values = new short[Math.multiplyExact(64, Math.multiplyExact(blocksWide, blocksHigh))];
        this.known = new long[values.length / 64];
        Arrays.fill(lowest, -1);
    }

    /** Notes a scan. @return whether it continues where the ones before left off (G.1.1.1.1) */
    boolean accept(Scan scan) {
        if (scan.first() > 0 && lowest[0] < 0) {
            return false;
        }
        for (int k = scan.first(); k <= scan.last(); k++) {
            if (lowest[k] != (scan.high() == 0 ? -1 : scan.high())) {
                return false;
            }
            lowest[k] = scan.low();
        }
        return true;
    }

    /** @return whether there is a picture, if a coarse one */
    boolean started() {
        return lowest[0] >= 0;
    }

    boolean complete() {
        return Arrays.stream(lowest).allMatch(bit -> bit == 0);
    }

    /** @param k from 1 */
    void set(int block, int k, int value) {
        values[block * 64 + k] = (short) value;
        known[block] |= 1L << k;
    }

    /** Turns everything into samples. */
    void toSamples(int size, boolean transposed, int[] quantiser, Plane plane) {
        int[] places = ZigZag.places(size);
        int lanes = Math.min(stride, 256);
        BlockRow row = new BlockRow(size, lanes, new InverseDct(size, lanes), transposed);
        int high = values.length / 64 / stride;
        for (int line = 0; line < high; line++) {
            for (int from = 0; from < stride; from += lanes) {
                int count = Math.min(lanes, stride - from);
                int at = (line * stride + from) * 64;
                for (int k = 0; k < 64; k++) {
                    if (places[k] >= 0) {
                        gather(row.coefficients[places[k]], at + k, quantiser[k], count);
                    }
                }
                row.flush(plane, from, line, count);
            }
        }
    }

    private void gather(int[] to, int at, int factor, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = values[at + 64 * i] * factor;
        }
    }
}
