package scales.worker.image.jfif;

import java.util.List;

/**
 * How a JPEG is to be written so that it is as good and as large as its source was.
 *
 * @param luma        quantisation table of grey or luma, 64 values in natural order
 * @param chroma      quantisation table of both colour differences
 * @param h           columns of luma per column of chroma: 1, 2 or 4
 * @param v           rows of luma per row of chroma: 1, 2 or 4
 * @param isOfSource  whether the tables are the source's; those of quality 90 take the place of tables nobody can divide by
 */
record JpegStyle(int[] luma, int[] chroma, int h, int v, boolean progressive, boolean isOfSource) {

    static JpegStyle of(JpegHeader header) {
        List<Component> components = header.components();
        Component first = components.get(0);
        Component second = components.get(components.size() == 1 ? 0 : 1);
        int[] luma = header.tables()[first.table()];
        int[] chroma = header.tables()[second.table()];
        boolean usable = components.stream().allMatch(component -> isUsable(header.tables()[component.table()]));
        if (!usable) {
            luma = StandardTables.quality90(StandardTables.LUMA);
            chroma = StandardTables.quality90(StandardTables.CHROMA);
        }
        int h = factor(first.h(), second.h());
        int v = factor(first.v(), second.v());
        boolean common = h != 0 && v != 0;
        return new JpegStyle(luma, chroma, common ? h : 2, common ? v : 2, header.progressive(), usable);
    }

    /** @return the same for a picture whose columns have become rows */
    JpegStyle turned() {
        return new JpegStyle(transposed(luma), transposed(chroma), v, h, progressive, isOfSource);
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
