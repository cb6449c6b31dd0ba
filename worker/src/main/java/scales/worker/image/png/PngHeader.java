package scales.worker.image.png;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Orientation;

/**
 * What a PNG file says of itself, with every chunk walked and checked and no pixel decoded.
 */
public final class PngHeader {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;

    final int width;
    final int height;
    final int depth;
    final ColourType type;
    final boolean interlaced;
    final Orientation orientation;
    final Palette palette;
    /** Samples of the one colour that is transparent in a picture without palette or alpha; null if there is none. */
    final int[] transparent;
    final Keepsakes keepsakes;
    /** Begin and end of each piece of pixel data in the file. */
    final int[] pieces;

    PngHeader(HeaderReader read) {
        width = read.width;
        height = read.height;
        depth = read.depth;
        type = read.type;
        interlaced = read.interlaced;
        orientation = read.orientation;
        palette = read.palette;
        transparent = read.transparent;
        keepsakes = read.keepsakes;
        pieces = read.pieces();
    }

    /** @throws Refused when the file is broken, or has too many chunks or too large a colour profile */
    public static PngHeader read(byte[] png) throws Refused {
        if (png.length < 8 || ((long) Chunks.u32(png, 0) << 32 | Chunks.u32(png, 4) & 0xFFFFFFFFL) != SIGNATURE) {
            throw new Refused("broken", "not a PNG file");
        }
        return new HeaderReader(png).read();
    }

    /** @return pixels per row as stored, before the orientation is applied */
    public int width() {
        return width;
    }

    /** @return rows as stored, before the orientation is applied */
    public int height() {
        return height;
    }

    public Orientation orientation() {
        return orientation;
    }

    /** @return bits per sample of the decoded picture, 8 or 16 */
    public int decodedDepth() {
        return depth == 16 ? 16 : 8;
    }

    /** @return the samples per pixel of the decoded picture */
    public Layout layout() {
        if (type == ColourType.INDEXED) {
            return palette.layout();
        }
        if (transparent == null) {
            return type.layout;
        }
        return type == ColourType.GREY ? Layout.GREY_ALPHA : Layout.RGBA;
    }

    /** @return bits per pixel as stored */
    int pixelBits() {
        return type.samples() * depth;
    }
}
