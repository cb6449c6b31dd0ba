package scales.worker.image.png;

import scales.worker.image.Refused;

/** Undoes the filters of PNG, clause 9, in place. */
final class Unfilter {
    private Unfilter() {}

    /**
     * @param at    where the row's samples begin; the byte before says the filter
     * @param above where the samples of the row above begin
     * @param step  bytes per pixel, at least 1
     */
    static void row(byte[] rows, int at, int above, int length, int step) throws Refused {
        switch (rows[at - 1]) {
            case 0 -> { }
            case 1 -> sub(rows, at, length, step);
            case 2 -> up(rows, at, above, length);
            case 3 -> average(rows, at, above, length, step);
            case 4 -> {
                switch (step) {
                    case 3 -> paeth3(rows, at, above, length);
                    case 4 -> paeth4(rows, at, above, length);
                    default -> paeth(rows, at, above, length, step);
                }
            }
            default -> throw new Refused("broken", "the PNG file uses a filter that does not exist");
        }
    }

    private static void sub(byte[] rows, int at, int length, int step) {
        for (int i = at + step; i < at + length; i++) {
            rows[i] += rows[i - step];
        }
    }

    private static void up(byte[] rows, int at, int above, int length) {
        for (int i = 0; i < length; i++) {
            rows[at + i] += rows[above + i];
        }
    }

    private static void average(byte[] rows, int at, int above, int length, int step) {
        int first = Math.min(step, length);
        for (int i = 0; i < first; i++) {
            rows[at + i] += (byte) ((rows[above + i] & 0xFF) >> 1);
        }
        for (int i = first; i < length; i++) {
            rows[at + i] += (byte) ((rows[at + i - step] & 0xFF) + (rows[above + i] & 0xFF) >> 1);
        }
    }

    private static void paeth(byte[] rows, int at, int above, int length, int step) {
        int first = Math.min(step, length);
        for (int i = 0; i < first; i++) {
            rows[at + i] += rows[above + i];
        }
        for (int i = first; i < length; i++) {
            rows[at + i] += (byte) predict(
                    rows[at + i - step] & 0xFF, rows[above + i] & 0xFF, rows[above + i - step] & 0xFF);
        }
    }

    /** As {@link #paeth}, with left and upper left in registers: each sample waits for its left neighbour. */
    private static void paeth3(byte[] rows, int at, int above, int length) {
        int a0 = 0;
        int a1 = 0;
        int a2 = 0;
        int c0 = 0;
        int c1 = 0;
        int c2 = 0;
        for (int i = 0; i + 2 < length; i += 3) {
            int b0 = rows[above + i] & 0xFF;
            int b1 = rows[above + i + 1] & 0xFF;
            int b2 = rows[above + i + 2] & 0xFF;
            a0 = rows[at + i] + predict(a0, b0, c0) & 0xFF;
            a1 = rows[at + i + 1] + predict(a1, b1, c1) & 0xFF;
            a2 = rows[at + i + 2] + predict(a2, b2, c2) & 0xFF;
            rows[at + i] = (byte) a0;
            rows[at + i + 1] = (byte) a1;
            rows[at + i + 2] = (byte) a2;
            c0 = b0;
            c1 = b1;
            c2 = b2;
        }
    }

    private static void paeth4(byte[] rows, int at, int above, int length) {
        int a0 = 0;
        int a1 = 0;
        int a2 = 0;
        int a3 = 0;
        int c0 = 0;
        int c1 = 0;
        int c2 = 0;
        int c3 = 0;
        for (int i = 0; i + 3 < length; i += 4) {
            int b0 = rows[above + i] & 0xFF;
            int b1 = rows[above + i + 1] & 0xFF;
            int b2 = rows[above + i + 2] & 0xFF;
            int b3 = rows[above + i + 3] & 0xFF;
            a0 = rows[at + i] + predict(a0, b0, c0) & 0xFF;
            a1 = rows[at + i + 1] + predict(a1, b1, c1) & 0xFF;
            a2 = rows[at + i + 2] + predict(a2, b2, c2) & 0xFF;
            a3 = rows[at + i + 3] + predict(a3, b3, c3) & 0xFF;
            rows[at + i] = (byte) a0;
            rows[at + i + 1] = (byte) a1;
            rows[at + i + 2] = (byte) a2;
            rows[at + i + 3] = (byte) a3;
            c0 = b0;
            c1 = b1;
            c2 = b2;
            c3 = b3;
        }
    }

    /**
     * Without branches: on a photo a processor guesses every third of them wrong.
     *
     * @return left (a), above (b) or upper left (c), whichever is nearest to a + b - c
     */
    static int predict(int a, int b, int c) {
        int pa = Math.abs(b - c);
        int pb = Math.abs(a - c);
        int pc = Math.abs(a + b - c - c);
        int above = pb - pa >> 31;
        int ab = a ^ (a ^ b) & above;
        int corner = pc - Math.min(pa, pb) >> 31;
        return ab ^ (ab ^ c) & corner;
    }
}
