package scales.worker.image.png;

import java.util.Arrays;

/**
 * Filters each row in the way whose bytes, read as signed, have the least sum: the heuristic of the PNG specification,
 * clause 12.7. Long rows are judged by a quarter of their bytes.
 */
final class FilterChoice {
    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;
    private static final int FILTERS = 5;
    /** Bytes that are looked at, of so many; fine-grained, or a file gets 4 % larger where a picture has edges. */
    private static final int LOOKED_AT = 24;
    private static final int OF = 96;
    /** Bytes of a row that is looked at as a whole. */
    private static final int SHORT = 1024;

    private final int length;
    private final int step;
    private final int[] sums = new int[FILTERS];

    FilterChoice(int length, int step) {
        this.length = length;
        this.step = step;
    }

    /** Writes the filter's number and the filtered row. */
    void filter(byte[] row, byte[] above, byte[] to, int at) {
        int best = best(row, above);
        to[at] = (byte) best;
        int start = at + 1;
        int first = Math.min(step, length);
        for (int i = 0; i < first; i++) {
            to[start + i] = (byte) (row[i] - switch (best) {
                case UP, PAETH -> above[i];
                case AVERAGE -> (above[i] & 0xFF) >> 1;
                default -> 0;
            });
        }
        switch (best) {
            case SUB -> sub(row, to, start);
            case UP -> up(row, above, to, start);
            case AVERAGE -> average(row, above, to, start);
            case PAETH -> paeth(row, above, to, start);
            default -> System.arraycopy(row, 0, to, start, length);
        }
    }

    private int best(byte[] row, byte[] above) {
        Arrays.fill(sums, 0);
        if (length <= SHORT) {
            judge(row, above, step, length);
        } else {
            for (int from = step; from < length; from += OF) {
                judge(row, above, from, Math.min(from + LOOKED_AT, length));
            }
        }
        int best = NONE;
        for (int filter = SUB; filter < FILTERS; filter++) {
            if (sums[filter] < sums[best]) {
                best = filter;
            }
        }
        return best;
    }

    private void judge(byte[] row, byte[] above, int from, int to) {
        int none = 0;
        int sub = 0;
        int up = 0;
        int average = 0;
        int paeth = 0;
        for (int i = from; i < to; i++) {
            int x = row[i] & 0xFF;
            int a = row[i - step] & 0xFF;
            int b = above[i] & 0xFF;
            int c = above[i - step] & 0xFF;
            none += Math.abs((byte) x);
            sub += Math.abs((byte) (x - a));
            up += Math.abs((byte) (x - b));
            average += Math.abs((byte) (x - (a + b >> 1)));
            paeth += Math.abs((byte) (x - Unfilter.predict(a, b, c)));
        }
        sums[NONE] += none;
        sums[SUB] += sub;
        sums[UP] += up;
        sums[AVERAGE] += average;
        sums[PAETH] += paeth;
    }

    private void sub(byte[] row, byte[] to, int start) {
        for (int i = step; i < length; i++) {
            to[start + i] = (byte) (row[i] - row[i - step]);
        }
    }

    private void up(byte[] row, byte[] above, byte[] to, int start) {
        for (int i = step; i < length; i++) {
            to[start + i] = (byte) (row[i] - above[i]);
        }
    }

    private void average(byte[] row, byte[] above, byte[] to, int start) {
        for (int i = step; i < length; i++) {
            to[start + i] = (byte) (row[i] - ((row[i - step] & 0xFF) + (above[i] & 0xFF) >> 1));
        }
    }

    private void paeth(byte[] row, byte[] above, byte[] to, int start) {
        for (int i = step; i < length; i++) {
            to[start + i] = (byte) (row[i]
                    - Unfilter.predict(row[i - step] & 0xFF, above[i] & 0xFF, above[i - step] & 0xFF));
        }
    }
}
