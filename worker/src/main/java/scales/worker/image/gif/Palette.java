package scales.worker.image.gif;

import java.util.Arrays;

/** At most 256 opaque colours, each with its index. */
final class Palette {
    static final int MOST = 256;
    private static final int SLOTS = 1024;

    private final int[] colours = new int[MOST];
    private int count;
    /** Index + 1 by hash of the colour, 0 for a free slot; open addressing. */
    private final short[] slots = new short[SLOTS];

    /** @return null when the pixels have more colours */
    static Palette exact(int[] argb, int pixels, int most) {
        Palette palette = new Palette();
        int last = 0;
        for (int i = 0; i < pixels; i++) {
            if (argb[i] != last && argb[i] != 0) {
                last = argb[i];
                int slot = palette.slot(last);
                if (palette.slots[slot] == 0) {
                    if (palette.count == most) {
                        return null;
                    }
                    palette.colours[palette.count] = last;
                    palette.slots[slot] = (short) ++palette.count;
                }
            }
        }
        return palette;
    }

    /** @param argb without duplicates */
    static Palette of(int[] argb) {
        return exact(argb, argb.length, MOST);
    }

    private int slot(int colour) {
        int slot = colour * 0x9E3779B1 >>> 22;
        while (slots[slot] != 0 && colours[slots[slot] - 1] != colour) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    int count() {
        return count;
    }

    int colour(int index) {
        return colours[index];
    }

    /** @return the index of exactly this colour, -1 if there is none */
    int index(int colour) {
        return slots[slot(colour)] - 1;
    }

    Nearest nearest() {
        return new Nearest(Arrays.copyOf(colours, count));
    }

    boolean holds(Palette other) {
        return Arrays.stream(other.colours, 0, other.count).allMatch(colour -> index(colour) >= 0);
    }
}
