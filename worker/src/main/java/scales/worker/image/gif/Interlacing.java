package scales.worker.image.gif;

/** The order in which a frame's rows are stored: GIF89a, appendix E. */
final class Interlacing {
    private static final int[] FIRST = {0, 4, 2, 1};
    private static final int[] STEP = {8, 8, 4, 2};

    private final int height;
    private final boolean interlaced;
    private int pass;
    private int next;

    Interlacing(int height, boolean interlaced) {
        this.height = height;
        this.interlaced = interlaced;
    }

    /** @return where the next stored row belongs */
    int next() {
        int row = next;
        next += interlaced ? STEP[pass] : 1;
        while (next >= height && interlaced && pass < 3) {
            next = FIRST[++pass];
        }
        return row;
    }
}
