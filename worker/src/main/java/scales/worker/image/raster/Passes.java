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
        Arrays.fill(out, 0);
        int end = weights.first[y] + weights.count[y];
        int r = weights.first[y];
        for (; r + 4 <= end; r += 4) {
            add4(out, ring[r % ring.length], weights.at(y, r), ring[(r + 1) % ring.length], weights.at(y, r + 1),
                    ring[(r + 2) % ring.length], weights.at(y, r + 2), ring[(r + 3) % ring.length], weights.at(y, r + 3));
        }
        for (; r < end; r++) {
            add1(out, ring[r % ring.length], weights.at(y, r));
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

    /** Resamples one row; one loop per number of samples, so that the sums stay in registers. */
    static void across(float[] in, Weights weights, float[] out, int samples) {
        switch (samples) {
            case 1 -> across1(in, weights, out);
            case 2 -> across2(in, weights, out);
            case 3 -> across3(in, weights, out);
            default -> across4(in, weights, out);
        }
    }

    private static void across1(float[] in, Weights weights, float[] out) {
        float[] w = weights.values;
        for (int x = 0; x < weights.first.length; x++) {
            int at = x * weights.most;
            int end = at + weights.count[x];
            float sum = 0;
            for (int i = weights.first[x]; at < end; at++, i++) {
                sum += in[i] * w[at];
            }
            out[x] = sum;
        }
    }

    private static void across2(float[] in, Weights weights, float[] out) {
        float[] w = weights.values;
        for (int x = 0; x < weights.first.length; x++) {
            int at = x * weights.most;
            int end = at + weights.count[x];
            float a = 0;
            float b = 0;
            for (int i = weights.first[x] * 2; at < end; at++, i += 2) {
                a += in[i] * w[at];
                b += in[i + 1] * w[at];
            }
            out[x * 2] = a;
            out[x * 2 + 1] = b;
        }
    }

    private static void across3(float[] in, Weights weights, float[] out) {
        float[] w = weights.values;
        for (int x = 0; x < weights.first.length; x++) {
            int at = x * weights.most;
            int end = at + weights.count[x];
            float a = 0;
            float b = 0;
            float c = 0;
            for (int i = weights.first[x] * 3; at < end; at++, i += 3) {
                a += in[i] * w[at];
                b += in[i + 1] * w[at];
                c += in[i + 2] * w[at];
            }
            out[x * 3] = a;
            out[x * 3 + 1] = b;
            out[x * 3 + 2] = c;
        }
    }

    private static void across4(float[] in, Weights weights, float[] out) {
        float[] w = weights.values;
        for (int x = 0; x < weights.first.length; x++) {
            int at = x * weights.most;
            int end = at + weights.count[x];
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            for (int i = weights.first[x] * 4; at < end; at++, i += 4) {
                a += in[i] * w[at];
                b += in[i + 1] * w[at];
                c += in[i + 2] * w[at];
                d += in[i + 3] * w[at];
            }
            out[x * 4] = a;
            out[x * 4 + 1] = b;
            out[x * 4 + 2] = c;
            out[x * 4 + 3] = d;
        }
    }
}
