package scales.worker.image.bmp;

import scales.worker.image.Refused;

/** Judges the headers of a BMP. Fields are named as in Microsoft's BITMAPINFOHEADER. */
final class HeaderReader {
    private static final int FILE_HEADER = 14;
    private static final int CORE = 12;
    private static final int INFO = 40;
    private static final int OS2 = 64;
    private static final int RGB = 0;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int BITFIELDS = 3;
    private static final int ALPHABITFIELDS = 6;

    private final byte[] bmp;
    private final int size;
    private final int bits;
    private final int compression;

    private HeaderReader(byte[] bmp) throws Refused {
        this.bmp = bmp;
        this.size = bmp.length < 18 ? 0 : Little.i32(bmp, FILE_HEADER);
        if (size < CORE || size > 124 || FILE_HEADER + size > bmp.length) {
            throw new Refused("broken", "the BMP ends within its header");
        }
        this.bits = Little.u16(bmp, FILE_HEADER + (size == CORE ? 10 : 14));
        this.compression = field(16);
    }

    static BmpHeader read(byte[] bmp) throws Refused {
        return new HeaderReader(bmp).read();
    }

    private BmpHeader read() throws Refused {
        int width = size == CORE ? Little.u16(bmp, FILE_HEADER + 4) : field(4);
        int height = size == CORE ? Little.u16(bmp, FILE_HEADER + 6) : field(8);
        if (width < 1 || height == 0 || height == Integer.MIN_VALUE) {
            throw new Refused("broken", "the BMP has an impossible width or height");
        }
        boolean runs = judgeCompression(height);
        int afterHeader = FILE_HEADER + size + (size == INFO ? maskBytes() : 0);
        int[] palette = bits <= 8 ? palette(afterHeader) : new int[0];
        int offset = Little.i32(bmp, 10);
        if (offset >= 0 && offset < FILE_HEADER + size) {
            // Some writers leave it empty.
            offset = afterHeader + palette.length * (size == CORE ? 3 : 4);
        }
        int rows = Math.abs(height);
        // The padding after the last row is often missing.
        long needed = runs ? 1 : BmpHeader.stride(width, bits) * (rows - 1) + ((long) width * bits + 7) / 8;
        if (offset < 0 || needed > bmp.length - (long) offset) {
            throw new Refused("broken", "pixels of the BMP are missing");
        }
        return new BmpHeader(width, rows, height < 0, bits, runs, palette, masks(), offset, field(24), field(28));
    }

    /** Compression 4 and 5 are files of other formats within: they would get past every check of ours. */
    private boolean judgeCompression(int height) throws Refused {
        boolean legal = switch (compression) {
            case RGB -> bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
            case RLE8 -> bits == 8 && height > 0;
            case RLE4 -> bits == 4 && height > 0;
            // In OS/2's header the same number means a fax.
            case BITFIELDS -> (bits == 16 || bits == 32) && size != OS2;
            case ALPHABITFIELDS -> bits == 16 || bits == 32;
            default -> false;
        };
        if (!legal) {
            throw new Refused("format", "the BMP has a bit count or a compression that is not supported");
        }
        return compression == RLE8 || compression == RLE4;
    }

    private int[] palette(int at) throws Refused {
        int entry = size == CORE ? 3 : 4;
        long used = field(32) & 0xFFFF_FFFFL;
        if (at + used * entry > bmp.length) {
            throw new Refused("broken", "the BMP ends within its palette");
        }
        // More colours than the bits can number are legal, and of no use.
        int count = used > 0 && used < 1 << bits ? (int) used : 1 << bits;
        int offset = Little.i32(bmp, 10);
        if (offset > at) {
            count = Math.min(count, (offset - at) / entry);
        }
        if (count < 1 || at + count * entry > bmp.length) {
            throw new Refused("broken", "the BMP ends within its palette");
        }
        int[] palette = new int[count];
        for (int i = 0; i < count; i++, at += entry) {
            palette[i] = (bmp[at + 2] & 0xFF) << 16 | Little.u16(bmp, at);
        }
        return palette;
    }

    private int maskBytes() {
        return compression == BITFIELDS ? 12 : compression == ALPHABITFIELDS ? 16 : 0;
    }

    private Masks masks() throws Refused {
        if (maskBytes() == 0) {
            return bits == 16 ? Masks.OF_16 : Masks.OF_32;
        }
        int at = FILE_HEADER + INFO;
        boolean alpha = size >= 56 || compression == ALPHABITFIELDS;
        if (at + 16 > bmp.length) {
            throw new Refused("broken", "the BMP ends within its header");
        }
        Masks masks = new Masks(Little.i32(bmp, at), Little.i32(bmp, at + 4), Little.i32(bmp, at + 8),
                alpha ? Little.i32(bmp, at + 12) : 0);
        if (!masks.areLegal()) {
            throw new Refused("broken", "the BMP has impossible bit masks");
        }
        return masks;
    }

    /** @return the field at this place of the header; 0 in headers which are too short to have it */
    private int field(int at) {
        return at + 4 <= size && size != CORE ? Little.i32(bmp, FILE_HEADER + at) : 0;
    }
}
