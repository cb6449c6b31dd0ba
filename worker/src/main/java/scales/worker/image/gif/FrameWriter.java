package scales.worker.image.gif;

/** Gives each frame its palette and writes its blocks. */
final class FrameWriter {
    private static final int KEEP = 1;
    private static final int CLEAR = 2;

    private final Output out = new Output();
    private final LzwWriter lzw = new LzwWriter(out);
    private final int width;
    private final int height;
    private final GifHeader source;
    private Palette global;
    /** Index of the global palette that stands for no colour, or 256 when all are taken. */
    private int globalClear;
    private int[] drawn = new int[0];
    private byte[] indices = new byte[0];

    FrameWriter(int width, int height, GifHeader source) {
        this.width = width;
        this.height = height;
        this.source = source;
    }

    boolean isEmpty() {
        return global == null;
    }

    /**
     * @param colours what is to be shown
     * @param shown   what is shown already
     * @param clear   whether the area becomes transparent after the frame's time
     * @param more    whether another frame follows
     */
    void write(Area area, int[] colours, int[] shown, int delay, boolean clear, boolean more) {
        int pixels = area.width() * area.height();
        boolean gaps = collect(area, colours, shown, pixels);
        int most = gaps ? Palette.MOST - 1 : Palette.MOST;
        Palette palette = Palette.exact(drawn, pixels, most);
        if (palette == null && gaps && !collect(area, colours, null, pixels)) {
            // 256 colours leave no index for the pixels that stay as they are: those are drawn again.
            palette = Palette.exact(drawn, pixels, Palette.MOST);
            gaps = palette == null && collect(area, colours, shown, pixels);
        }
        boolean exact = palette != null;
        if (!exact) {
            palette = Palette.of(Boxes.means(drawn, pixels, most));
        }
        boolean first = isEmpty();
        if (first) {
            global = palette;
            globalClear = palette.count();
            screen(gaps || more);
        }
        boolean local = !first && !(exact && global.holds(palette) && (!gaps || globalClear < Palette.MOST));
        if (!local) {
            palette = global;
        }
        int transparent = gaps ? palette.count() : -1;
        control(delay, clear, transparent);
        image(area, local ? bits(palette, gaps) : 0, palette);
        number(palette, exact, pixels, transparent);
        lzw.write(indices, pixels, Math.max(2, bits(palette, gaps)));
    }

    /** @param shown what need not be drawn, null for nothing @return whether some pixels are not drawn */
    private boolean collect(Area area, int[] colours, int[] shown, int pixels) {
        if (drawn.length < pixels) {
            drawn = new int[pixels];
            indices = new byte[pixels];
        }
        boolean gaps = false;
        int to = 0;
        for (int y = area.top; y < area.bottom; y++) {
            for (int i = y * width + area.left; i < y * width + area.right; i++) {
                drawn[to] = shown != null && colours[i] == shown[i] ? 0 : colours[i];
                gaps |= drawn[to++] == 0;
            }
        }
        return gaps;
    }

    private void number(Palette palette, boolean exact, int pixels, int transparent) {
        Nearest nearest = exact ? null : palette.nearest();
        int last = 0;
        int index = transparent;
        for (int i = 0; i < pixels; i++) {
            if (drawn[i] != last) {
                last = drawn[i];
                index = last == 0 ? transparent : exact ? palette.index(last) : nearest.index(last);
            }
            indices[i] = (byte) index;
        }
    }

    /** @return bits of an index into this palette, at least 1 */
    private static int bits(Palette palette, boolean gaps) {
        int most = Math.min(Palette.MOST, palette.count() + (gaps ? 1 : 0)) - 1;
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(most));
    }

    private void screen(boolean roomForClear) {
        int bits = bits(global, roomForClear);
        out.put("GIF89a");
        out.put16(width);
        out.put16(height);
        out.put(0xF0 | bits - 1);
        out.put(0);
        out.put(source.aspect());
        table(global, bits);
        if (source.loops() != GifHeader.NO_LOOPS) {
            out.put(0x21);
            out.put(0xFF);
            out.put(11);
            out.put("NETSCAPE2.0");
            out.put(3);
            out.put(1);
            out.put16(source.loops());
            out.put(0);
        }
    }

    private void table(Palette palette, int bits) {
        for (int i = 0; i < 1 << bits; i++) {
            int colour = i < palette.count() ? palette.colour(i) : 0;
            out.put(colour >> 16);
            out.put(colour >> 8);
            out.put(colour);
        }
    }

    private void control(int delay, boolean clear, int transparent) {
        out.put(0x21);
        out.put(0xF9);
        out.put(4);
        out.put((clear ? CLEAR : KEEP) << 2 | (transparent >= 0 ? 1 : 0));
        out.put16(delay);
        out.put(Math.max(0, transparent));
        out.put(0);
    }

    private void image(Area area, int localBits, Palette palette) {
        out.put(0x2C);
        out.put16(area.left);
        out.put16(area.top);
        out.put16(area.width());
        out.put16(area.height());
        out.put(localBits == 0 ? 0 : 0x80 | localBits - 1);
        if (localBits > 0) {
            table(palette, localBits);
        }
    }

    byte[] finish() {
        out.put(0x3B);
        return out.toBytes();
    }
}
