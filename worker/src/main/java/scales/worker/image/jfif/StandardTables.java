package scales.worker.image.jfif;

/** The quantisation tables of ITU-T T.81, annex K.1, row-major, which stand for quality 50 in most software. */
final class StandardTables {
    static final int[] LUMA = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87,
        80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92,
        95, 98, 112, 100, 103, 99
    };
    static final int[] CHROMA = {
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99
    };

    private StandardTables() {}

    /** @return the table at quality 90 as libjpeg counts it: a fifth, rounded */
    static int[] quality90(int[] table) {
        int[] result = new int[64];
        for (int i = 0; i < 64; i++) {
            result[i] = (table[i] * 20 + 50) / 100;
        }
        return result;
    }
}
