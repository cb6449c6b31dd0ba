package scales.worker.image.gif;

/**
 * Splits the colours of a picture into boxes of least variance. X. Wu, "Efficient Statistical Computations for Optimal
 * Color Quantization", Graphics Gems II, 1991: sums over any box of a 32 x 32 x 32 grid come from cumulative tables.
 */
final class Histogram {
    private static final int SIDE = 33;
    private static final int CELLS = SIDE * SIDE * SIDE;
    private static final int R = SIDE * SIDE;
    private static final int G = SIDE;

    private final long[] weight = new long[CELLS];
    private final long[] red = new long[CELLS];
    private final long[] green = new long[CELLS];
    private final long[] blue = new long[CELLS];
    private final double[] square = new double[CELLS];

    /** @param argb colours; 0 counts for nothing */
    Histogram(int[] argb, int pixels) {
        for (int i = 0; i < pixels; i++) {
            int colour = argb[i];
            if (colour != 0) {
                int r = colour >> 16 & 0xFF;
                int g = colour >> 8 & 0xFF;
                int b = colour & 0xFF;
                int cell = ((r >> 3) + 1) * R + ((g >> 3) + 1) * G + (b >> 3) + 1;
                weight[cell]++;
                red[cell] += r;
                green[cell] += g;
                blue[cell] += b;
                square[cell] += r * r + g * g + b * b;
            }
        }
        accumulate(1);
        accumulate(G);
        accumulate(R);
    }

    /** Adds to each cell the one before it along an axis. Cells of index 0 stay empty, so running over rows adds nothing. */
    private void accumulate(int step) {
        for (int cell = R + G + 1; cell < CELLS; cell++) {
            if (cell / step % SIDE != 0) {
                weight[cell] += weight[cell - step];
                red[cell] += red[cell - step];
                green[cell] += green[cell - step];
                blue[cell] += blue[cell - step];
                square[cell] += square[cell - step];
            }
        }
    }

    /** @return the mean colours of at most this many boxes, as ARGB */
    int[] colours(int most) {
        Box[] boxes = new Box[most];
        boxes[0] = new Box(0, 32, 0, 32, 0, 32);
        int count = 1;
        while (count < most) {
            Box widest = boxes[0];
            for (int i = 1; i < count; i++) {
                if (boxes[i].variance > widest.variance) {
                    widest = boxes[i];
                }
            }
            if (widest.variance <= 0) {
                break;
            }
            Box other = widest.split();
            if (other != null) {
                boxes[count++] = other;
            }
        }
        int[] means = new int[count];
        for (int i = 0; i < count; i++) {
            means[i] = boxes[i].mean();
        }
        return means;
    }

    /** Cells beyond the lower bound up to and with the upper one, along each axis. */
    private final class Box {
        private int r0;
        private int r1;
        private int g0;
        private int g1;
        private int b0;
        private int b1;
        private double variance;

        Box(int r0, int r1, int g0, int g1, int b0, int b1) {
            this.r0 = r0;
            this.r1 = r1;
            this.g0 = g0;
            this.g1 = g1;
            this.b0 = b0;
            this.b1 = b1;
            measure();
        }

        private void measure() {
            double n = sum(weight);
            double r = sum(red);
            double g = sum(green);
            double b = sum(blue);
            boolean single = r1 - r0 == 1 && g1 - g0 == 1 && b1 - b0 == 1;
            variance = single || n == 0 ? 0 : sum(square) - (r * r + g * g + b * b) / n;
        }

        /** Cuts where the variances of both halves are least together. @return the upper half, null if no cut helps */
        Box split() {
            double best = 0;
            int axis = -1;
            int cut = 0;
            for (int a = 0; a < 3; a++) {
                int from = a == 0 ? r0 : a == 1 ? g0 : b0;
                int to = a == 0 ? r1 : a == 1 ? g1 : b1;
                for (int c = from + 1; c < to; c++) {
                    double gain = gain(a, c);
                    if (gain > best) {
                        best = gain;
                        axis = a;
                        cut = c;
                    }
                }
            }
            if (axis < 0) {
                variance = 0;
                return null;
            }
            Box upper = new Box(axis == 0 ? cut : r0, r1, axis == 1 ? cut : g0, g1, axis == 2 ? cut : b0, b1);
            switch (axis) {
                case 0 -> r1 = cut;
                case 1 -> g1 = cut;
                default -> b1 = cut;
            }
            measure();
            return upper;
        }

        /** @return the sum of squared means times weights, which is largest where the variances are least */
        private double gain(int axis, int cut) {
            int r = axis == 0 ? cut : r1;
            int g = axis == 1 ? cut : g1;
            int b = axis == 2 ? cut : b1;
            long n = sum(weight, r0, r, g0, g, b0, b);
            long all = sum(weight);
            if (n == 0 || n == all) {
                return 0;
            }
            double lowRed = sum(red, r0, r, g0, g, b0, b);
            double lowGreen = sum(green, r0, r, g0, g, b0, b);
            double lowBlue = sum(blue, r0, r, g0, g, b0, b);
            double highRed = sum(red) - lowRed;
            double highGreen = sum(green) - lowGreen;
            double highBlue = sum(blue) - lowBlue;
            return (lowRed * lowRed + lowGreen * lowGreen + lowBlue * lowBlue) / n
                    + (highRed * highRed + highGreen * highGreen + highBlue * highBlue) / (all - n);
        }

        int mean() {
            double n = sum(weight);
            return 0xFF000000 | (int) (sum(red) / n + 0.5) << 16
                    | (int) (sum(green) / n + 0.5) << 8 | (int) (sum(blue) / n + 0.5);
        }

        private long sum(long[] table) {
            return sum(table, r0, r1, g0, g1, b0, b1);
        }

        private long sum(long[] t, int r0, int r1, int g0, int g1, int b0, int b1) {
            return t[r1 * R + g1 * G + b1] - t[r1 * R + g1 * G + b0] - t[r1 * R + g0 * G + b1] + t[r1 * R + g0 * G + b0]
                    - t[r0 * R + g1 * G + b1] + t[r0 * R + g1 * G + b0] + t[r0 * R + g0 * G + b1] - t[r0 * R + g0 * G + b0];
        }

        private double sum(double[] t) {
            return t[r1 * R + g1 * G + b1] - t[r1 * R + g1 * G + b0] - t[r1 * R + g0 * G + b1] + t[r1 * R + g0 * G + b0]
                    - t[r0 * R + g1 * G + b1] + t[r0 * R + g1 * G + b0] + t[r0 * R + g0 * G + b1] - t[r0 * R + g0 * G + b0];
        }
    }
}
