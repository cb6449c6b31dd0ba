package scales.worker.image.png;

/**
 * Filters each row in the way whose bytes, read as signed, have the least sum: the heuristic of the PNG specification,
 * clause 12.7.
 */
final class FilterChoice {
    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;
    private static final int FILTERS = 5;

    private final int length;
    private final int step;
    private final byte[][] tried;

    FilterChoice(int length, int step) {
        this.length = length;
        this.step = step;
        this.tried = new byte[FILTERS][length];
    }

    /** Writes the filter's number and the filtered row. */
    void filter(byte[] row, byte[] above, byte[] to, int at) {
        long least = Long.MAX_VALUE;
        int best = NONE;
        for (int filter = NONE; filter < FILTERS; filter++) {
            byte[] out = tried[filter];
            switch (filter) {
                case NONE -> System.arraycopy(row, 0, out, 0, length);
                case SUB -> sub(row, out);
                case UP -> up(row, above, out);
                case AVERAGE -> average(row, above, out);
                default -> paeth(row, above, out);
            }
            long sum = sum(out);
            if (sum < least) {
                least = sum;
                best = filter;
            }
        }
        to[at] = (byte) best;
        System.arraycopy(tried[best], 0, to, at + 1, length);
    }

    private static long sum(byte[] bytes) {
        int sum = 0;
        for (byte b : bytes) {
            sum += Math.abs(b);
        }
        return sum;
    }

    private void sub(byte[] row, byte[] out) {
        System.arraycopy(row, 0, out, 0, Math.min(step, length));
        for (int i = step; i < length; i++) {
            out[i] = (byte) (row[i] - row[i - step]);
        }
    }

    private void up(byte[] row, byte[] above, byte[] out) {
        for (int i = 0; i < length; i++) {
            out[i] = (byte) (row[i] - above[i]);
        }
    }

    private void average(byte[] row, byte[] above, byte[] out) {
        for (int i = 0; i < Math.min(step, length); i++) {
            out[i] = (byte) (row[i] - ((above[i] & 0xFF) >> 1));
        }
        for (int i = step; i < length; i++) {
            out[i] = (byte) (row[i] - ((row[i - step] & 0xFF) + (above[i] & 0xFF) >> 1));
        }
    }

    private void paeth(byte[] row, byte[] above, byte[] out) {
        for (int i = 0; i < Math.min(step, length); i++) {
            out[i] = (byte) (row[i] - above[i]);
        }
        for (int i = step; i < length; i++) {
            out[i] = (byte) (row[i]
                    - Unfilter.predict(row[i - step] & 0xFF, above[i] & 0xFF, above[i - step] & 0xFF));
        }
    }
}
