package scales.worker.image.raster;

/** The one thing an EXIF block (a TIFF structure, EXIF 2.32) tells that changes how a picture looks. */
public final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private Exif() {}

    /**
     * Only the first directory is looked at, once: no link is followed, so a block that points to itself costs nothing.
     *
     * @param from where the TIFF header ("II" or "MM") begins
     * @param to   where the block ends, exclusive
     * @return {@link Orientation#UPRIGHT} when the block does not say or cannot be read
     */
    public static Orientation orientation(byte[] bytes, int from, int to) {
        if (to > bytes.length || to - from < 8) {
            return Orientation.UPRIGHT;
        }
        boolean little = bytes[from] == 'I' && bytes[from + 1] == 'I';
        boolean big = bytes[from] == 'M' && bytes[from + 1] == 'M';
        if (!little && !big || u16(bytes, from + 2, little) != 42) {
            return Orientation.UPRIGHT;
        }
        long directory = u32(bytes, from + 4, little);
        if (directory + 2 > to - from) {
            return Orientation.UPRIGHT;
        }
        int at = from + (int) directory;
        int entries = u16(bytes, at, little);
        for (at += 2; entries > 0 && at + ENTRY <= to; entries--, at += ENTRY) {
            if (u16(bytes, at, little) == ORIENTATION) {
                boolean one = u32(bytes, at + 4, little) == 1;
                return one && u16(bytes, at + 2, little) == SHORT
                        ? Orientation.of(u16(bytes, at + 8, little))
                        : Orientation.UPRIGHT;
            }
        }
        return Orientation.UPRIGHT;
    }

    private static int u16(byte[] bytes, int at, boolean little) {
        int first = bytes[at] & 0xFF;
        int second = bytes[at + 1] & 0xFF;
        return little ? second << 8 | first : first << 8 | second;
    }

    private static long u32(byte[] bytes, int at, boolean little) {
        long first = u16(bytes, at, little);
        long second = u16(bytes, at + 2, little);
        return little ? second << 16 | first : first << 16 | second;
    }
}
