package scales.worker.image.jpeg;

/** The forward discrete cosine transform of 8x8 blocks (A.3.3) and their quantisation (A.3.4), many at once. */
final class ForwardDct {
    private static final int SIZE = 8;
    /** Fraction bits of the cosines, which are at most one half. */
    private static final int FRACTION = 13;
    /** Fraction bits kept between the passes; 32 bits hold all sums. */
    private static final int BETWEEN = 5;
    /** Fraction bits of a coefficient when it is divided. */
    private static final int BEFORE_DIVISION = 4;
    /** Fraction bits of the division: the product of coefficient and factor fills 31 bits. */
    private static final int DIVISION = 20;
    private static final int[][] COSINES = cosines();

    private final int[] factors = new int[64];
    private final int[][] line = new int[SIZE][];
    /** The sums of mirrored samples at even places, their differences at odd ones. */
    private final int[][] folded;

    /**
     * @param quantiser in zigzag order
     * @param lanes     the most blocks at once
     */
    ForwardDct(int[] quantiser, int lanes) {
        folded = new int[SIZE][lanes];
        for (int k = 0; k < 64; k++) {
            factors[ZigZag.NATURAL[k]] =
                    (int) Math.round((double) (1 << DIVISION - BEFORE_DIVISION) / quantiser[k]);
        }
    }

    /** {@code [u][place in folded]}: what counts for coefficient u lies at places of its parity. */
    private static int[][] cosines() {
        int[][] cosines = new int[SIZE][SIZE];
        for (int u = 0; u < SIZE; u++) {
            for (int x = 0; x < SIZE / 2; x++) {
                double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
                cosines[u][2 * x + (u & 1)] =
                        (int) Math.round(scale * Math.cos((2 * x + 1) * u * Math.PI / 16) * (1 << FRACTION));
            }
        }
        return cosines;
    }

    /**
     * Turns samples -128 to 127 into quantised coefficients, in place.
     *
     * @param blocks {@code [row x 8 + column][block]}
     */
    void transform(int[][] blocks, int count) {
        int shift = FRACTION - BETWEEN;
        for (int row = 0; row < SIZE; row++) {
            pass(blocks, row * SIZE, 1, 1 << shift - 1, shift, count);
        }
        for (int column = 0; column < SIZE; column++) {
            pass(blocks, column, SIZE, 0, 0, count);
        }
        int excess = FRACTION + BETWEEN - BEFORE_DIVISION;
        for (int place = 0; place < 64; place++) {
            Lanes.quantise(blocks[place], 1 << excess - 1, excess, factors[place], DIVISION, count);
        }
    }

    private void pass(int[][] blocks, int at, int step, int round, int shift, int count) {
        for (int x = 0; x < SIZE; x++) {
            line[x] = blocks[at + x * step];
        }
        for (int x = 0; x < SIZE / 2; x++) {
            Lanes.mirror(folded[2 * x], folded[2 * x + 1], line[x], line[SIZE - 1 - x], 0, count);
        }
        for (int u = 0; u < SIZE; u++) {
            Lanes.weigh(line[u], folded, u & 1, COSINES[u], round, shift, count);
        }
    }
}
