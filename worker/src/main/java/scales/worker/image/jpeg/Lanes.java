package scales.worker.image.jpeg;

/**
 * Loops over many blocks at once. Each makes one array from up to four others at the same index, or two from two, which
 * is the form that HotSpot's compiler turns into vector instructions; a butterfly network in one loop, with half
 * the multiplications, takes twice the time.
 */
final class Lanes {
    private Lanes() {}

    /** {@code to = (sum of in[first + 2j] x factors[first + 2j], at most four, + round) >> shift} */
    static void weigh(int[] to, int[][] in, int first, int[] factors, int round, int shift, int count) {
        int terms = factors.length - first + 1 >> 1;
        int[] a = in[first];
        int k = factors[first];
        if (terms == 1) {
            one(to, a, k, round, shift, count);
            return;
        }
        int[] b = in[first + 2];
        int l = factors[first + 2];
        if (terms == 2) {
            two(to, a, k, b, l, round, shift, count);
            return;
        }
        int[] c = in[first + 4];
        int m = factors[first + 4];
        if (terms == 3) {
            three(to, a, k, b, l, c, m, round, shift, count);
        } else {
            four(to, a, k, b, l, c, m, in[first + 6], factors[first + 6], round, shift, count);
        }
    }

    private static void one(int[] to, int[] a, int k, int round, int shift, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = a[i] * k + round >> shift;
        }
    }

    private static void two(int[] to, int[] a, int k, int[] b, int l, int round, int shift, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = a[i] * k + b[i] * l + round >> shift;
        }
    }

    private static void three(
            int[] to, int[] a, int k, int[] b, int l, int[] c, int m, int round, int shift, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = a[i] * k + b[i] * l + c[i] * m + round >> shift;
        }
    }

    private static void four(
            int[] to, int[] a, int k, int[] b, int l, int[] c, int m, int[] d, int n, int round, int shift, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = a[i] * k + b[i] * l + c[i] * m + d[i] * n + round >> shift;
        }
    }

    /** {@code sum = (a + b) >> shift}, {@code difference = (a - b) >> shift} */
    static void mirror(int[] sum, int[] difference, int[] a, int[] b, int shift, int count) {
        for (int i = 0; i < count; i++) {
            int middle = a[i];
            int side = b[i];
            sum[i] = middle + side >> shift;
            difference[i] = middle - side >> shift;
        }
    }

    /** Limits to 0..255. By masks: Math.min and max are not vectorised by JDK 17. */
    static void clamp(int[] samples, int count) {
        for (int i = 0; i < count; i++) {
            int positive = samples[i] & ~(samples[i] >> 31);
            int excess = positive - 255;
            samples[i] = (excess & excess >> 31) + 255;
        }
    }

    /** {@code values = ((values + round) >> shift) x factor}, rounded to the nearest {@code 1 << fraction} and divided by it. */
    static void quantise(int[] values, int round, int shift, int factor, int fraction, int count) {
        int half = 1 << fraction - 1;
        for (int i = 0; i < count; i++) {
            values[i] = (values[i] + round >> shift) * factor + half >> fraction;
        }
    }

    /** Sets that bit where the value is not 0. */
    static void mark(int[] masks, int[] values, int bit, int count) {
        for (int i = 0; i < count; i++) {
            masks[i] |= (values[i] | -values[i]) >>> 31 << bit;
        }
    }
}
