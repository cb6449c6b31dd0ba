package scales.worker.image.raster;

/** Resamples one row when it grows: six taps always, without a loop around them. */
final class SixTaps {
    private SixTaps() {}

    /** As {@link Passes#across}. */
    static void across(float[] in, int left, Weights weights, Area area, float[] out, int samples) {
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
            int i = weights.first[x] - left;
            out[to] = mix(in, i, 1, w, x * 6);
        }
    }

    private static void across2(float[] in, int left, Weights weights, Area area, float[] out) {
        float[] w = weights.values;
        for (int x = area.left(), to = 0; x < area.right(); x++, to += 2) {
            int i = (weights.first[x] - left) * 2;
            out[to] = mix(in, i, 2, w, x * 6);
            out[to + 1] = mix(in, i + 1, 2, w, x * 6);
        }
    }

    private static void across3(float[] in, int left, Weights weights, Area area, float[] out) {
        float[] w = weights.values;
        for (int x = area.left(), to = 0; x < area.right(); x++, to += 3) {
            int i = (weights.first[x] - left) * 3;
            out[to] = mix(in, i, 3, w, x * 6);
            out[to + 1] = mix(in, i + 1, 3, w, x * 6);
            out[to + 2] = mix(in, i + 2, 3, w, x * 6);
        }
    }

    private static void across4(float[] in, int left, Weights weights, Area area, float[] out) {
        float[] w = weights.values;
        for (int x = area.left(), to = 0; x < area.right(); x++, to += 4) {
            int i = (weights.first[x] - left) * 4;
            out[to] = mix(in, i, 4, w, x * 6);
            out[to + 1] = mix(in, i + 1, 4, w, x * 6);
            out[to + 2] = mix(in, i + 2, 4, w, x * 6);
            out[to + 3] = mix(in, i + 3, 4, w, x * 6);
        }
    }

    private static float mix(float[] in, int i, int step, float[] w, int at) {
        return (in[i] * w[at] + in[i + step] * w[at + 1]) + (in[i + 2 * step] * w[at + 2] + in[i + 3 * step] * w[at + 3])
                + (in[i + 4 * step] * w[at + 4] + in[i + 5 * step] * w[at + 5]);
    }
}
