package scales.worker.image.jpeg;

/**
 * The inverse discrete cosine transform (A.3.3) for one size of block, 1 to 8: of an 8x8 block's coefficients the lowest
 * size x size become that many samples, which is the picture at size/8 without the frequencies that do not fit.
 */
final class InverseDct {
    /** Fraction bits of the cosines; they are at most one half, so 32 bits hold all sums of honest coefficients. */
    private static final int FRACTION = 13;
    /** Fraction bits kept between the passes. */
    private static final int BETWEEN = 3;
    private static final int[] ITSELF = {1};

    private final int size;
    /** {@code [x][u]} for the left half of the samples; in the right half odd u have the other sign. */
    private final int[][] cosines;
    private final int[][] line;
    private final int[][] even;
    private final int[][] odd;

    /** @param lanes the most blocks at once */
    InverseDct(int size, int lanes) {
        this.size = size;
        int half = (size + 1) / 2;
        this.cosines = new int[half][size];
        this.line = new int[size][];
        this.even = new int[half][lanes];
        this.odd = new int[size / 2][lanes];
        for (int x = 0; x < half; x++) {
            for (int u = 0; u < size; u++) {
                double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
                double cosine = Math.cos((2 * x + 1) * u * Math.PI / (2 * size));
                cosines[x][u] = (int) Math.round(scale * cosine * (1 << FRACTION));
            }
        }
    }

    /**
     * Turns dequantised coefficients into samples 0 to 255, in place.
     *
     * @param blocks {@code [row x size + column][block]}
     */
    void transform(int[][] blocks, int count) {
        for (int column = 0; column < size; column++) {
            pass(blocks, column, size, FRACTION - BETWEEN, 0, count);
        }
        for (int row = 0; row < size; row++) {
            pass(blocks, row * size, 1, FRACTION + BETWEEN, 128, count);
        }
        for (int[] samples : blocks) {
            Lanes.clamp(samples, count);
        }
    }

    private void pass(int[][] blocks, int at, int step, int shift, int level, int count) {
        for (int u = 0; u < size; u++) {
            line[u] = blocks[at + u * step];
        }
        int round = (1 << shift - 1) + (level << shift);
        for (int x = 0; x < even.length; x++) {
            Lanes.weigh(even[x], line, 0, cosines[x], round, 0, count);
        }
        for (int x = 0; x < odd.length; x++) {
            Lanes.weigh(odd[x], line, 1, cosines[x], 0, 0, count);
        }
        for (int x = 0; x < odd.length; x++) {
            Lanes.mirror(line[x], line[size - 1 - x], even[x], odd[x], shift, count);
        }
        if ((size & 1) == 1) {
            // The middle sample is its own mirror image.
            Lanes.weigh(line[size / 2], new int[][] {even[size / 2]}, 0, ITSELF, 0, shift, count);
        }
    }
}
