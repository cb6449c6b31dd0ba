package scales.worker.image.png;

import scales.worker.image.raster.Layout;

/** The colours that the indices of an indexed picture stand for. An index beyond them is opaque black, as with libpng. */
final class Palette {
    private static final int MOST = 256;

    private final int entries;
    /** Red, green, blue, alpha of each index. */
    private final byte[] colours = new byte[MOST * 4];

    Palette(byte[] file, int from, int entries) {
        this.entries = entries;
        for (int i = 0; i < MOST; i++) {
            if (i < entries) {
                System.arraycopy(file, from + 3 * i, colours, 4 * i, 3);
            }
            colours[4 * i + 3] = (byte) 255;
        }
    }

    int entries() {
        return entries;
    }

    void alphas(byte[] file, int from, int count) {
        for (int i = 0; i < count; i++) {
            colours[4 * i + 3] = file[from + i];
        }
    }

    /** @return the narrowest layout that an indexed picture of these colours can be resampled in */
    Layout layout() {
        boolean grey = true;
        boolean opaque = true;
        for (int i = 0; i < entries; i++) {
            grey &= colours[4 * i] == colours[4 * i + 1] && colours[4 * i] == colours[4 * i + 2];
            opaque &= colours[4 * i + 3] == (byte) 255;
        }
        return !opaque ? Layout.RGBA : grey ? Layout.GREY : Layout.RGB;
    }

    /** @return the samples of index i at {@code i * layout.samples()} */
    byte[] samples(Layout layout) {
        int samples = layout.samples();
        byte[] table = new byte[MOST * samples];
        for (int i = 0; i < MOST; i++) {
            for (int s = 0; s < samples; s++) {
                boolean alpha = layout.hasAlpha() && s == samples - 1;
                table[i * samples + s] = colours[4 * i + (alpha ? 3 : s)];
            }
        }
        return table;
    }
}
