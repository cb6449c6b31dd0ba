package scales.worker.image.jpeg;

import java.util.Arrays;

/** Some neighbouring blocks of one component on their way from coefficients to samples. */
final class BlockRow {
    private final int size;
    private final InverseDct dct;
    /** {@code [row x size + column][block]}, dequantised. */
    final int[][] coefficients;

    BlockRow(int size, int lanes, InverseDct dct) {
        this.size = size;
        this.dct = dct;
        this.coefficients = new int[size * size][lanes];
    }

    /** Writes that many blocks into the plane, the first at that block's place, and is empty again. */
    void flush(Plane plane, int blockColumn, int blockRow, int count) {
        dct.transform(coefficients, count);
        for (int y = 0; y < size; y++) {
            int at = (blockRow * size + y) * plane.stride() + blockColumn * size;
            for (int x = 0; x < size; x++) {
                spread(coefficients[y * size + x], plane.samples(), at + x, size, count);
            }
        }
        for (int[] lane : coefficients) {
            Arrays.fill(lane, 0, count, 0);
        }
    }

    private static void spread(int[] from, byte[] to, int at, int step, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i * step] = (byte) from[i];
        }
    }
}
