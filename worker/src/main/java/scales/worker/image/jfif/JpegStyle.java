package scales.worker.image.jfif;

import java.util.List;

/**
 * How a JPEG is to be written so that it is as good and as large as its source was.
 *
 * @param luma   quantisation table of grey or luma, 64 values in natural order
 * @param chroma quantisation table of both colour differences
 * @param h      columns of luma per column of chroma: 1, 2 or 4
 * @param v      rows of luma per row of chroma: 1, 2 or 4
 */
record JpegStyle(int[] luma, int[] chroma, int h, int v, boolean progressive) {

    /** @param swapped whether columns become rows when the picture is turned upright */
    static JpegStyle of(JpegHeader header, boolean swapped) {
        List<Component> components = header.components();
        Component first = components.get(0);
        Component second = components.get(components.size() == 1 ? 0 : 1);
        int[] luma = header.tables()[first.table()];
        int[] chroma = header.tables()[second.table()];
        if (!isUsable(luma) || !isUsable(chroma)) {
            luma = StandardTables.quality90(StandardTables.LUMA);
            chroma = StandardTables.quality90(StandardTables.CHROMA);
        } else if (swapped) {
            luma = transposed(luma);
            chroma = transposed(chroma);
        }
        int h = factor(first.h(), second.h());
        int v = factor(first.v(), second.v());
        if (h == 0 || v == 0) {
            h = 2;
            v = 2;
        }
        return new JpegStyle(luma, chroma, swapped ? v : h, swapped ? h : v, header.progressive());
    }

    /** @return 1, 2 or 4, or 0 when the chroma is finer than the luma or has a ratio nobody else reads */
    private static int factor(int luma, int chroma) {
        int ratio = luma % chroma == 0 ? luma / chroma : 0;
        return ratio == 3 ? 0 : ratio;
    }

    private static boolean isUsable(int[] table) {
        if (table == null) {
            return false;
        }
        for (int value : table) {
            if (value == 0) {
                return false;
            }
        }
        return true;
    }

    private static int[] transposed(int[] table) {
        int[] result = new int[64];
        for (int i = 0; i < 64; i++) {
            result[i % 8 * 8 + i / 8] = table[i];
        }
        return result;
    }
}
