package scales.worker.image.gif;

import java.util.Arrays;

/** Finds few colours that stand for many: boxes of least variance, then refined towards the least squared error. */
final class Quantiser {
    /** Pixels looked at for refinement: more do not change the outcome visibly. */
    private static final int SAMPLES = 1 << 15;
    private static final int ROUNDS = 2;

    private Quantiser() {}

    /**
     * @param argb opaque colours; 0 counts for nothing
     * @return at most {@code most} colours, without duplicates
     */
    static int[] colours(int[] argb, int pixels, int most) {
        int[] colours = new Histogram(argb, pixels).colours(most);
        int step = Math.max(1, pixels / SAMPLES) | 1;
        for (int round = 0; round < ROUNDS; round++) {
            refine(colours, argb, pixels, step);
        }
        return Arrays.stream(colours).distinct().toArray();
    }

    /** One round of S. P. Lloyd's "Least Squares Quantization in PCM", 1982: each colour moves to the mean of its pixels. */
    private static void refine(int[] colours, int[] argb, int pixels, int step) {
        Nearest nearest = new Nearest(colours);
        long[] sums = new long[colours.length * 4];
        for (int i = 0; i < pixels; i += step) {
            int colour = argb[i];
            if (colour != 0) {
                int at = nearest.index(colour) * 4;
                sums[at]++;
                sums[at + 1] += colour >> 16 & 0xFF;
                sums[at + 2] += colour >> 8 & 0xFF;
                sums[at + 3] += colour & 0xFF;
            }
        }
        for (int i = 0; i < colours.length; i++) {
            long n = sums[i * 4];
            if (n > 0) {
                long r = (sums[i * 4 + 1] + n / 2) / n;
                long g = (sums[i * 4 + 2] + n / 2) / n;
                long b = (sums[i * 4 + 3] + n / 2) / n;
                colours[i] = (int) (0xFF000000L | r << 16 | g << 8 | b);
            }
        }
    }
}
