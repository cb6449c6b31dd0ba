package scales.worker.image.png;

import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

/** Puts the samples of unfiltered rows where they belong in the picture, in the picture's layout. */
final class SampleWriter {
    private final int width;
    private final int depth;
    private final int stored;
    private final int samples;
    private final int[] transparent;
    /** Samples of each stored value, for one sample of at most 8 bits; null when they are as stored. */
    private final byte[] table;
    private final byte[] bytes;
    private final short[] shorts;
    private final Raster raster;

    SampleWriter(PngHeader header) {
        Layout layout = header.layout();
        width = header.width;
        depth = header.depth;
        stored = header.type.samples();
        samples = layout.samples();
        transparent = header.transparent;
        table = table(header, layout);
        int length = Math.multiplyExact(Math.multiplyExact(width, header.height), samples);
        bytes = depth == 16 ? null : new byte[length];
        shorts = depth == 16 ? new short[length] : null;
        raster = depth == 16
                ? Raster.of(width, header.height, layout, shorts)
                : Raster.of(width, header.height, layout, bytes);
    }

    Raster raster() {
        return raster;
    }

    private static byte[] table(PngHeader header, Layout layout) {
        if (header.type == ColourType.INDEXED) {
            return header.palette.samples(layout);
        }
        boolean asStored = header.depth == 8 && header.transparent == null;
        if (header.type != ColourType.GREY || header.depth == 16 || asStored) {
            return null;
        }
        int most = (1 << header.depth) - 1;
        byte[] table = new byte[256 * layout.samples()];
        for (int v = 0; v <= most; v++) {
            table[v * layout.samples()] = (byte) (v * 255 / most);
            if (header.transparent != null) {
                table[v * 2 + 1] = (byte) (v == header.transparent[0] ? 0 : 255);
            }
        }
        return table;
    }

    /** @param right columns of the picture from one pixel of the row to the next */
    void row(byte[] row, int at, int columns, int x, int y, int right) {
        int to = (y * width + x) * samples;
        int step = right * samples;
        if (table != null) {
            lookUp(row, at, columns, to, step);
        } else if (depth == 16) {
            words(row, at, columns, to, step);
        } else if (transparent == null && right == 1) {
            System.arraycopy(row, at, bytes, to, columns * samples);
        } else {
            copy(row, at, columns, to, step);
        }
    }

    private void lookUp(byte[] row, int at, int columns, int to, int step) {
        int mask = (1 << depth) - 1;
        for (int i = 0; i < columns; i++, to += step) {
            int value = row[at + (i * depth >> 3)] >>> 8 - depth - (i * depth & 7) & mask;
            if (samples == 1) {
                bytes[to] = table[value];
            } else {
                for (int s = 0; s < samples; s++) {
                    bytes[to + s] = table[value * samples + s];
                }
            }
        }
    }

    private void copy(byte[] row, int at, int columns, int to, int step) {
        for (int i = 0; i < columns; i++, to += step, at += stored) {
            boolean clear = transparent != null;
            for (int s = 0; s < stored; s++) {
                bytes[to + s] = row[at + s];
                clear = clear && (row[at + s] & 0xFF) == transparent[s];
            }
            if (transparent != null) {
                bytes[to + stored] = (byte) (clear ? 0 : 255);
            }
        }
    }

    private void words(byte[] row, int at, int columns, int to, int step) {
        for (int i = 0; i < columns; i++, to += step) {
            boolean clear = transparent != null;
            for (int s = 0; s < stored; s++, at += 2) {
                int value = (row[at] & 0xFF) << 8 | row[at + 1] & 0xFF;
                shorts[to + s] = (short) value;
                clear = clear && value == transparent[s];
            }
            if (transparent != null) {
                shorts[to + stored] = (short) (clear ? 0 : 65_535);
            }
        }
    }
}
