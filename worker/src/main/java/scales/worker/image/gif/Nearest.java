package scales.worker.image.gif;

import java.util.Arrays;

/**
 * Finds the palette colour nearest to any colour, by squared distance in RGB. The colours that can be nearest to anything
 * within a cube are found once per cube (as in libjpeg's jquant2), first of 16 levels a side and from those of 4.
 */
final class Nearest {
    private static final int COARSE = 4;
    private static final int FINE = 2;
    private static final int FINE_SIDE = 8 - FINE;
    private static final int MEMORY = 15;

    /** Index in the upper eight bits, red, green and blue in the lower ones; so are all candidates. */
    private final int[] palette;
    private final int[] bounds;
    private final int[][] coarse = new int[1 << 3 * (8 - COARSE)][];
    private final int[][] fine = new int[1 << 3 * FINE_SIDE][];

    /** Colours asked for lately, by hash, and their indices: a picture has the same ones again and again. */
    private final int[] asked = new int[1 << MEMORY];
    private final byte[] answers = new byte[1 << MEMORY];

    /** @param argb at most 256 colours */
    Nearest(int[] argb) {
        palette = new int[argb.length];
        Arrays.setAll(palette, i -> i << 24 | argb[i] & 0xFFFFFF);
        bounds = new int[argb.length];
    }

    /**
     * @param colour opaque
     * @return its index in the palette; of equally near ones the first
     */
    int index(int colour) {
        int slot = colour * 0x9E3779B1 >>> 32 - MEMORY;
        if (asked[slot] != colour) {
            asked[slot] = colour;
            answers[slot] = (byte) search(colour);
        }
        return answers[slot] & 0xFF;
    }

    private int search(int colour) {
        int r = colour >> 16 & 0xFF;
        int g = colour >> 8 & 0xFF;
        int b = colour & 0xFF;
        int cube = r >> FINE << 2 * FINE_SIDE | g >> FINE << FINE_SIDE | b >> FINE;
        int[] near = fine[cube];
        if (near == null) {
            near = candidates(coarse(r, g, b), r, g, b, FINE);
            fine[cube] = near;
        }
        int best = near[0];
        if (near.length > 1) {
            int least = Integer.MAX_VALUE;
            for (int candidate : near) {
                int dr = (candidate >> 16 & 0xFF) - r;
                int dg = (candidate >> 8 & 0xFF) - g;
                int db = (candidate & 0xFF) - b;
                int distance = dr * dr + dg * dg + db * db;
                best = distance < least ? candidate : best;
                least = Math.min(distance, least);
            }
        }
        return best >>> 24;
    }

    private int[] coarse(int r, int g, int b) {
        int cube = r >> COARSE << 8 | g >> COARSE << 4 | b >> COARSE;
        if (coarse[cube] == null) {
            coarse[cube] = candidates(palette, r, g, b, COARSE);
        }
        return coarse[cube];
    }

    /** @return those whose nearest point of the cube is no farther than the farthest point of another one */
    private int[] candidates(int[] from, int r, int g, int b, int bits) {
        int size = (1 << bits) - 1;
        int r0 = r & ~size;
        int g0 = g & ~size;
        int b0 = b & ~size;
        int reach = Integer.MAX_VALUE;
        for (int i = 0; i < from.length; i++) {
            int red = from[i] >> 16 & 0xFF;
            int green = from[i] >> 8 & 0xFF;
            int blue = from[i] & 0xFF;
            bounds[i] = square(outside(red, r0, size)) + square(outside(green, g0, size)) + square(outside(blue, b0, size));
            reach = Math.min(reach, square(farthest(red, r0, size)) + square(farthest(green, g0, size))
                    + square(farthest(blue, b0, size)));
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
