package scales.worker.image.jpeg;

/** The inner loops of the resampler. Those over rows become vector instructions, see {@link Lanes}. */
final class Mixing {
    private Mixing() {}

    /** {@code to = the weighted sum of rows} at that offset of the weights; rows lie at their index modulo the ring's length. */
    static void down(int[][] ring, int first, int[] weights, int at, int taps, int[] to) {
        int size = ring.length;
        for (int t = 0; t < taps; t += Taps.GROUP) {
            int[] a = ring[(first + t) % size];
            int[] b = ring[(first + t + 1) % size];
            int[] c = ring[(first + t + 2) % size];
            if (t == 0) {
                set(to, a, weights[at], b, weights[at + 1], c, weights[at + 2]);
            } else {
                add(to, a, weights[at + t], b, weights[at + t + 1], c, weights[at + t + 2]);
            }
        }
    }

    private static void set(int[] to, int[] a, int k, int[] b, int l, int[] c, int m) {
        for (int i = 0; i < to.length; i++) {
            to[i] = a[i] * k + b[i] * l + c[i] * m;
        }
    }

    private static void add(int[] to, int[] a, int k, int[] b, int l, int[] c, int m) {
        for (int i = 0; i < to.length; i++) {
            to[i] += a[i] * k + b[i] * l + c[i] * m;
        }
    }

    static void shift(int[] values, int shift) {
        int half = 1 << shift - 1;
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] + half >> shift;
        }
    }

    /** {@code to = (the weighted sums of neighbours + half) >> shift} */
    static void across(int[] from, Taps taps, int[] to, int shift) {
        switch (taps.count) {
            case 6 -> across6(from, taps, to, shift);
            case 9 -> across9(from, taps, to, shift);
            case 12 -> {
                across12(from, taps, to, shift, 0, taps.halvedFrom);
                halve(from, taps, to, shift);
                across12(from, taps, to, shift, taps.halvedTo, taps.first.length);
            }
            default -> acrossAny(from, taps, to, shift);
        }
    }

    private static void across6(int[] in, Taps taps, int[] to, int shift) {
        int[] w = taps.weights;
        int half = 1 << shift - 1;
        for (int x = 0, j = 0; x < taps.first.length; x++, j += 6) {
            int i = taps.first[x];
            int sum = in[i] * w[j] + in[i + 1] * w[j + 1] + in[i + 2] * w[j + 2]
                    + in[i + 3] * w[j + 3] + in[i + 4] * w[j + 4] + in[i + 5] * w[j + 5];
            to[x] = sum + half >> shift;
        }
    }

    private static void across9(int[] in, Taps taps, int[] to, int shift) {
        int[] w = taps.weights;
        int half = 1 << shift - 1;
        for (int x = 0, j = 0; x < taps.first.length; x++, j += 9) {
            int i = taps.first[x];
            int sum = in[i] * w[j] + in[i + 1] * w[j + 1] + in[i + 2] * w[j + 2]
                    + in[i + 3] * w[j + 3] + in[i + 4] * w[j + 4] + in[i + 5] * w[j + 5]
                    + in[i + 6] * w[j + 6] + in[i + 7] * w[j + 7] + in[i + 8] * w[j + 8];
            to[x] = sum + half >> shift;
        }
    }

    private static void across12(int[] in, Taps taps, int[] to, int shift, int start, int end) {
        int[] w = taps.weights;
        int half = 1 << shift - 1;
        for (int x = start, j = start * 12; x < end; x++, j += 12) {
            int i = taps.first[x];
            int sum = in[i] * w[j] + in[i + 1] * w[j + 1] + in[i + 2] * w[j + 2]
                    + in[i + 3] * w[j + 3] + in[i + 4] * w[j + 4] + in[i + 5] * w[j + 5]
                    + in[i + 6] * w[j + 6] + in[i + 7] * w[j + 7] + in[i + 8] * w[j + 8]
                    + in[i + 9] * w[j + 9] + in[i + 10] * w[j + 10] + in[i + 11] * w[j + 11];
            to[x] = sum + half >> shift;
        }
    }

    /** Half the products, and weights that stay in registers. */
    private static void halve(int[] in, Taps taps, int[] to, int shift) {
        if (taps.halvedFrom == taps.halvedTo) {
            return;
        }
        int[] w = taps.weights;
        int j = taps.halvedFrom * 12;
        int a = w[j];
        int b = w[j + 1];
        int c = w[j + 2];
        int d = w[j + 3];
        int e = w[j + 4];
        int f = w[j + 5];
        int half = 1 << shift - 1;
        int i = taps.first[taps.halvedFrom];
        for (int x = taps.halvedFrom; x < taps.halvedTo; x++, i += 2) {
            int sum = (in[i] + in[i + 11]) * a + (in[i + 1] + in[i + 10]) * b + (in[i + 2] + in[i + 9]) * c
                    + (in[i + 3] + in[i + 8]) * d + (in[i + 4] + in[i + 7]) * e + (in[i + 5] + in[i + 6]) * f;
            to[x] = sum + half >> shift;
        }
    }

    private static void acrossAny(int[] in, Taps taps, int[] to, int shift) {
        int[] w = taps.weights;
        int half = 1 << shift - 1;
        for (int x = 0; x < taps.first.length; x++) {
            int i = taps.first[x];
            int sum = half;
            for (int j = x * taps.count, end = j + taps.count; j < end; j += Taps.GROUP, i += Taps.GROUP) {
                sum += in[i] * w[j] + in[i + 1] * w[j + 1] + in[i + 2] * w[j + 2];
            }
            to[x] = sum >> shift;
        }
    }
}
