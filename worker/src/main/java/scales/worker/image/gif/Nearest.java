package scales.worker.image.gif;

import java.util.Arrays;

/**
 * Finds the palette colour nearest to any colour, by squared distance in RGB. The colours that can be nearest to anything
 * within a cell are found once per cell (as in libjpeg's jquant2), first of 16 levels a side and from those of 8.
 */
final class Nearest {
    private static final int COARSE = 4;
    private static final int FINE = 3;

    private final int[] red;
    private final int[] green;
    private final int[] blue;
    private final int[] all;
    private final int[] bounds;
    private final int[][] coarse = new int[1 << 3 * (8 - COARSE)][];
    private final int[][] fine = new int[1 << 3 * (8 - FINE)][];
    private int lastColour;
    private int lastIndex = -1;

    Nearest(int[] argb) {
        red = Arrays.stream(argb).map(colour -> colour >> 16 & 0xFF).toArray();
        green = Arrays.stream(argb).map(colour -> colour >> 8 & 0xFF).toArray();
        blue = Arrays.stream(argb).map(colour -> colour & 0xFF).toArray();
        all = new int[argb.length];
        Arrays.setAll(all, i -> i);
        bounds = new int[argb.length];
    }

    /** @return its index in the palette; of equally near ones the first */
    int index(int colour) {
        if (colour == lastColour && lastIndex >= 0) {
            return lastIndex;
        }
        int r = colour >> 16 & 0xFF;
        int g = colour >> 8 & 0xFF;
        int b = colour & 0xFF;
        int cell = r >> FINE << 10 | g >> FINE << 5 | b >> FINE;
        int[] near = fine[cell];
        if (near == null) {
            near = candidates(coarse(r, g, b), r, g, b, FINE);
            fine[cell] = near;
        }
        int best = near[0];
        if (near.length > 1) {
            int least = Integer.MAX_VALUE;
            for (int i : near) {
                int dr = red[i] - r;
                int dg = green[i] - g;
                int db = blue[i] - b;
                int distance = dr * dr + dg * dg + db * db;
                if (distance < least) {
                    least = distance;
                    best = i;
                }
            }
        }
        lastColour = colour;
        lastIndex = best;
        return best;
    }

    private int[] coarse(int r, int g, int b) {
        int cell = r >> COARSE << 8 | g >> COARSE << 4 | b >> COARSE;
        if (coarse[cell] == null) {
            coarse[cell] = candidates(all, r, g, b, COARSE);
        }
        return coarse[cell];
    }

    /** @return those whose nearest point of the cell is no farther than the farthest point of another one */
    private int[] candidates(int[] from, int r, int g, int b, int bits) {
        int size = (1 << bits) - 1;
        int r0 = r & ~size;
        int g0 = g & ~size;
        int b0 = b & ~size;
        int reach = Integer.MAX_VALUE;
        for (int i = 0; i < from.length; i++) {
            int c = from[i];
            bounds[i] = square(outside(red[c], r0, size)) + square(outside(green[c], g0, size))
                    + square(outside(blue[c], b0, size));
            int far = square(farthest(red[c], r0, size)) + square(farthest(green[c], g0, size))
                    + square(farthest(blue[c], b0, size));
            reach = Math.min(reach, far);
        }
        int[] near = new int[from.length];
        int count = 0;
        for (int i = 0; i < from.length; i++) {
            if (bounds[i] <= reach) {
                near[count++] = from[i];
            }
        }
        return Arrays.copyOf(near, count);
    }

    private static int outside(int value, int from, int size) {
        return Math.max(0, Math.max(from - value, value - from - size));
    }

    private static int farthest(int value, int from, int size) {
        return Math.max(Math.abs(value - from), Math.abs(value - from - size));
    }

    private static int square(int value) {
        return value * value;
    }
}
