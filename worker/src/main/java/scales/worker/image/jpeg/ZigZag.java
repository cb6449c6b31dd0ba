package scales.worker.image.jpeg;

/** The order in which coefficients are coded (figure A.6). */
final class ZigZag {
    /** Row times 8 plus column of the n-th coefficient. */
    static final int[] NATURAL = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
    };

    private ZigZag() {}

    /** @return for the n-th coefficient its row times size plus column, or -1 when a block of that size has no such place */
    static int[] places(int size) {
        int[] places = new int[64];
        for (int k = 0; k < 64; k++) {
            int row = NATURAL[k] >> 3;
            int column = NATURAL[k] & 7;
            places[k] = row < size && column < size ? row * size + column : -1;
        }
        return places;
    }

    /** @return the last coefficient that has a place */
    static int last(int[] places) {
        int last = 63;
        while (places[last] < 0) {
            last--;
        }
        return last;
    }
}
