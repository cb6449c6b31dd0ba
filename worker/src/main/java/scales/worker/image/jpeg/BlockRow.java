package scales.worker.image.jpeg;

import java.util.Arrays;

/** Some neighbouring blocks of one component on their way from coefficients to samples. */
final class BlockRow {
    private final int size;
    private final InverseDct dct;
    private final boolean transposed;
    /** {@code [row x size + column][block]}, dequantised. */
    final int[][] coefficients;

    BlockRow(int size, int lanes, InverseDct dct, boolean transposed) {
        this.size = size;
        this.transposed = transposed;
        this.dct = dct;
        this.coefficients = new int[size * size][lanes];
    }

    /** Writes that many blocks into the plane, the first at that block's place, and is empty again. */
    void flush(Plane plane, int blockColumn, int blockRow, int count) {
        dct.transform(coefficients, count);
        int right = transposed ? plane.stride() : 1;
        int down = transposed ? 1 : plane.stride();
        int at = blockRow * size * down + blockColumn * size * right;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                spread(coefficients[y * size + x], plane.samples(), at + y * down + x * right, size * right, count);
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
