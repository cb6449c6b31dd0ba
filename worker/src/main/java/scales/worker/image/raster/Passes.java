package scales.worker.image.raster;

import java.util.Arrays;

/** The two inner loops of the resampler. */
final class Passes {
    private Passes() {}

    /** Adds four source rows, of which the first has the index {@code from}, to the sum for the target row y. */
    static void add(float[] sum, float[][] rows, Weights weights, int y, int from) {
        add4(sum, rows[0], weights.at(y, from), rows[1], weights.at(y, from + 1),
                rows[2], weights.at(y, from + 2), rows[3], weights.at(y, from + 3));
    }

    /** Mixes rows of a ring (row r lies at r modulo its length) into the target row y. */
    static void down(float[][] ring, Weights weights, int y, float[] out) {
        int n = ring.length;
        int r = weights.first[y];
        int at = y * weights.taps;
        float[] w = weights.values;
        if (weights.taps == 6) {
            mix6(out, ring[r % n], w[at], ring[(r + 1) % n], w[at + 1], ring[(r + 2) % n], w[at + 2],
                    ring[(r + 3) % n], w[at + 3], ring[(r + 4) % n], w[at + 4], ring[(r + 5) % n], w[at + 5]);
            return;
        }
        Arrays.fill(out, 0);
        for (int t = 0; t < weights.taps; t++) {
            add1(out, ring[(r + t) % n], w[at + t]);
        }
    }

    private static void add1(float[] out, float[] a, float wa) {
        for (int i = 0; i < out.length; i++) {
            out[i] += a[i] * wa;
        }
    }

    private static void add4(float[] out, float[] a, float wa, float[] b, float wb,
            float[] c, float wc, float[] d, float wd) {
        for (int i = 0; i < out.length; i++) {
            out[i] += (a[i] * wa + b[i] * wb) + (c[i] * wc + d[i] * wd);
        }
    }

    private static void mix6(float[] out, float[] a, float wa, float[] b, float wb, float[] c, float wc,
            float[] d, float wd, float[] e, float we, float[] f, float wf) {
        for (int i = 0; i < out.length; i++) {
            out[i] = (a[i] * wa + b[i] * wb) + (c[i] * wc + d[i] * wd) + (e[i] * we + f[i] * wf);
        }
    }

    /**
     * Resamples one row; a loop for each number of samples, so that the sums stay in registers.
     *
     * @param in   begins at column {@code left}
     * @param area the columns wanted
     */
    static void across(float[] in, int left, Weights weights, Area area, float[] out, int samples) {
        if (weights.taps == 6) {
            SixTaps.across(in, left, weights, area, out, samples);
            return;
        }
        switch (samples) {
            case 1 -> across1(in, left, weights, area, out);
            case 2 -> across2(in, left, weights, area, out);
            case 3 -> across3(in, left, weights, area, out);
            default -> across4(in, left, weights, area, out);
        }
    }

    private static void across1(float[] in, int left, Weights weights, Area area, float[] out) {
        float[] w = weights.values;
        for (int x = area.left(), to = 0; x < area.right(); x++, to++) {
            int at = x * weights.taps;
            int end = at + weights.taps;
            float a = 0;
            for (int i = weights.first[x] - left; at < end; at++, i++) {
                a += in[i] * w[at];
            }
            out[to] = a;
        }
    }

    private static void across2(float[] in, int left, Weights weights, Area area, float[] out) {
        float[] w = weights.values;
        for (int x = area.left(), to = 0; x < area.right(); x++, to += 2) {
            int at = x * weights.taps;
            int end = at + weights.taps;
            float a = 0;
            float b = 0;
            for (int i = (weights.first[x] - left) * 2; at < end; at++, i += 2) {
                a += in[i] * w[at];
                b += in[i + 1] * w[at];
            }
            out[to] = a;
            out[to + 1] = b;
        }
    }

    private static void across3(float[] in, int left, Weights weights, Area area, float[] out) {
        float[] w = weights.values;
        for (int x = area.left(), to = 0; x < area.right(); x++, to += 3) {
            int at = x * weights.taps;
            int end = at + weights.taps;
            float a = 0;
            float b = 0;
            float c = 0;
            for (int i = (weights.first[x] - left) * 3; at < end; at++, i += 3) {
                a += in[i] * w[at];
                b += in[i + 1] * w[at];
                c += in[i + 2] * w[at];
            }
            out[to] = a;
            out[to + 1] = b;
            out[to + 2] = c;
        }
    }

    private static void across4(float[] in, int left, Weights weights, Area area, float[] out) {
        float[] w = weights.values;
        for (int x = area.left(), to = 0; x < area.right(); x++, to += 4) {
            int at = x * weights.taps;
            int end = at + weights.taps;
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            for (int i = (weights.first[x] - left) * 4; at < end; at++, i += 4) {
                a += in[i] * w[at];
                b += in[i + 1] * w[at];
                c += in[i + 2] * w[at];
                d += in[i + 3] * w[at];
            }
            out[to] = a;
            out[to + 1] = b;
            out[to + 2] = c;
            out[to + 3] = d;
        }
    }
}
