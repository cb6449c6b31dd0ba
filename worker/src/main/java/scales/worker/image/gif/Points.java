package scales.worker.image.gif;

import java.util.Arrays;

/**
 * The colours of a picture and how many pixels have each. A picture with very many gives the means of small cubes of
 * colours instead.
 */
final class Points {
    private static final int MOST = 1 << 13;
    private static final int SLOTS = MOST * 4;
    private static final int CUBE = 2;
    private static final int SIDE = 8 - CUBE;

    final int[] colours;
    final int[] weights;
    final int count;

    private Points(int[] colours, int[] weights, int count) {
        this.colours = colours;
        this.weights = weights;
        this.count = count;
    }

    /** @param argb opaque colours; 0 counts for nothing */
    static Points of(int[] argb, int pixels) {
        Points exact = exact(argb, pixels);
        return exact != null ? exact : means(argb, pixels);
    }

    private static Points exact(int[] argb, int pixels) {
        int[] slots = new int[SLOTS];
        int[] colours = new int[MOST];
        int[] weights = new int[MOST];
        int count = 0;
        for (int i = 0; i < pixels; i++) {
            int colour = argb[i];
            if (colour == 0) {
                continue;
            }
            int slot = colour * 0x9E3779B1 >>> 17;
            while (slots[slot] != 0 && colours[slots[slot] - 1] != colour) {
                slot = slot + 1 & SLOTS - 1;
            }
            if (slots[slot] == 0) {
                if (count == MOST) {
                    return null;
                }
                colours[count] = colour;
                slots[slot] = ++count;
            }
            weights[slots[slot] - 1]++;
        }
        return new Points(colours, weights, count);
    }

    private static Points means(int[] argb, int pixels) {
        int[] weights = new int[1 << 3 * SIDE];
        int[] sums = new int[3 << 3 * SIDE];
        for (int i = 0; i < pixels; i++) {
            int colour = argb[i];
            if (colour != 0) {
                int cube = (colour >> 16 & 0xFF) >> CUBE << 2 * SIDE | (colour >> 8 & 0xFF) >> CUBE << SIDE
                        | (colour & 0xFF) >> CUBE;
                // Only what a colour has beyond its cube's corner is summed, so that no picture is too large for an int.
                weights[cube]++;
                sums[3 * cube] += colour >> 16 & (1 << CUBE) - 1;
                sums[3 * cube + 1] += colour >> 8 & (1 << CUBE) - 1;
                sums[3 * cube + 2] += colour & (1 << CUBE) - 1;
            }
        }
        int[] colours = new int[1024];
        int count = 0;
        for (int cube = 0; cube < weights.length; cube++) {
            int n = weights[cube];
            if (n > 0) {
                int r = (cube >> 2 * SIDE << CUBE) + (sums[3 * cube] + n / 2) / n;
                int g = ((cube >> SIDE & (1 << SIDE) - 1) << CUBE) + (sums[3 * cube + 1] + n / 2) / n;
                int b = ((cube & (1 << SIDE) - 1) << CUBE) + (sums[3 * cube + 2] + n / 2) / n;
                if (count == colours.length) {
                    colours = Arrays.copyOf(colours, count * 2);
                }
                colours[count] = 0xFF000000 | r << 16 | g << 8 | b;
                weights[count++] = n;
            }
        }
        return new Points(colours, weights, count);
    }
}
