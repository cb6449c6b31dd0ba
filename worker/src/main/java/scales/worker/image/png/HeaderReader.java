package scales.worker.image.png;

import java.util.Arrays;

import scales.worker.image.Refused;
import scales.worker.image.raster.Exif;
import scales.worker.image.raster.Orientation;

/** Collects a {@link PngHeader} from the chunks. As lenient as libpng 1.6 with chunks that pixels do not depend on. */
final class HeaderReader {
    private static final int TRNS = 0x74524E53;
    private static final int EXIF = 0x65584966;

    private final byte[] file;
    private final Chunks chunks;
    int width;
    int height;
    int depth;
    ColourType type;
    boolean interlaced;
    Orientation orientation = Orientation.UPRIGHT;
    Palette palette;
    int[] transparent;
    final Keepsakes keepsakes = new Keepsakes();
    private int[] pieces = new int[32];
    private int used;
    private boolean pixelsOver;

    HeaderReader(byte[] file) {
        this.file = file;
        this.chunks = new Chunks(file);
    }

    PngHeader read() throws Refused {
        chunks.advance();
        if (chunks.type() != Chunks.IHDR || chunks.length() != 13) {
            throw new Refused("broken", "the PNG file does not begin with its header");
        }
        header(chunks.from());
        while (chunks.advance()) {
            if (used > 0 && chunks.type() != Chunks.IDAT) {
                pixelsOver = true;
            }
            take();
        }
        if (used == 0) {
            throw new Refused("broken", "the PNG file has no pixels");
        }
        if (type == ColourType.INDEXED && palette == null) {
            throw new Refused("broken", "the PNG file has no palette");
        }
        return new PngHeader(this);
    }

    private void header(int at) throws Refused {
        width = Chunks.u32(file, at);
        height = Chunks.u32(file, at + 4);
        depth = file[at + 8] & 0xFF;
        type = ColourType.of(file[at + 9] & 0xFF, depth);
        interlaced = file[at + 12] == 1;
        if (width < 1 || height < 1) {
            throw new Refused("broken", "the PNG file has sides of no legal length");
        }
        if (type == null || file[at + 10] != 0 || file[at + 11] != 0 || file[at + 12] < 0 || file[at + 12] > 1) {
            throw new Refused("broken", "the PNG file is of a kind that does not exist");
        }
    }

    private void take() throws Refused {
        switch (chunks.type()) {
            case Chunks.IDAT -> piece();
            case Chunks.PLTE -> palette();
            case TRNS -> transparency();
            case EXIF -> {
                if (chunks.intact()) {
                    orientation = Exif.orientation(file, chunks.from(), chunks.from() + chunks.length());
                }
            }
            case Chunks.IEND -> { }
            default -> {
                if (chunks.isCritical() && !pixelsOver) {
                    throw new Refused("broken", "the PNG file has a critical chunk that is not known");
                }
                // Colour must be known before the palette, and everything before the pixels: later ones count for no reader.
                if (used == 0) {
                    keepsakes.offer(file, chunks, type, palette != null);
                }
            }
        }
    }

    /** Only the first run counts: libpng reads no pixels after another chunk. */
    private void piece() {
        if (pixelsOver || chunks.length() == 0) {
            return;
        }
        if (used == pieces.length) {
            pieces = Arrays.copyOf(pieces, used * 2);
        }
        pieces[used++] = chunks.from();
        pieces[used++] = chunks.from() + chunks.length();
    }

    int[] pieces() {
        return Arrays.copyOf(pieces, used);
    }

    private void palette() throws Refused {
        boolean needed = type == ColourType.INDEXED;
        int entries = chunks.length() / 3;
        boolean legal = chunks.length() % 3 == 0 && entries >= 1 && entries <= 256 && palette == null && used == 0;
        if (needed && !legal) {
            throw new Refused("broken", "the PNG file has a broken palette");
        }
        if (legal && (type == ColourType.RGB || type == ColourType.RGBA || needed)) {
            palette = new Palette(file, chunks.from(), needed ? Math.min(entries, 1 << depth) : entries);
        }
    }

    private void transparency() {
        if (used > 0 || !chunks.intact()) {
            return;
        }
        if (type == ColourType.INDEXED) {
            if (palette != null && chunks.length() <= palette.entries()) {
                palette.alphas(file, chunks.from(), chunks.length());
            }
        } else if (!type.layout.hasAlpha() && chunks.length() == 2 * type.samples()) {
            transparent = new int[type.samples()];
            int mask = (1 << depth) - 1;
            for (int s = 0; s < transparent.length; s++) {
                int at = chunks.from() + 2 * s;
                transparent[s] = ((file[at] & 0xFF) << 8 | file[at + 1] & 0xFF) & mask;
            }
        }
    }
}
