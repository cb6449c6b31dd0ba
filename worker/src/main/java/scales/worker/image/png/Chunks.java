package scales.worker.image.png;

import java.util.zip.CRC32;

import scales.worker.image.Refused;

/**
 * Steps from chunk to chunk of a PNG file. Lengths are checked against the file, check sums of critical chunks against
 * their data. Past the first pixel data a file may end without its end chunk, or go on with what is no chunk.
 */
final class Chunks {
    static final int IHDR = 0x49484452;
    static final int PLTE = 0x504C5445;
    static final int IDAT = 0x49444154;
    static final int IEND = 0x49454E44;

    /** A real file has some hundred: encoders write 8 KiB or more per IDAT. */
    private static final int MOST = 10_000;
    private static final int OVERHEAD = 12;
    private static final int CRITICAL = 0x20000000;

    private final byte[] file;
    private final CRC32 crc = new CRC32();
    private int next = 8;
    private int count;
    private boolean pixelsSeen;
    private int type;
    private int from;
    private int length;

    Chunks(byte[] file) {
        this.file = file;
    }

    /** @return false when the file has no further chunk */
    boolean advance() throws Refused {
        if (type == IEND) {
            return false;
        }
        if (++count > MOST) {
            throw new Refused("limit", "more than " + MOST + " chunks");
        }
        if (file.length - next < OVERHEAD) {
            return end();
        }
        length = u32(file, next);
        type = u32(file, next + 4);
        from = next + 8;
        if (!named()) {
            return end();
        }
        if (length < 0 || length > file.length - next - OVERHEAD) {
            throw new Refused("broken", "the PNG file ends within a chunk");
        }
        next += OVERHEAD + length;
        pixelsSeen |= type == IDAT;
        if (isCritical() && type != IEND && !intact()) {
            throw new Refused("broken", "a PNG chunk has a wrong check sum");
        }
        return true;
    }

    private boolean end() throws Refused {
        if (!pixelsSeen) {
            throw new Refused("broken", "the PNG file ends before its pixels");
        }
        return false;
    }

    private boolean named() {
        for (int shift = 24; shift >= 0; shift -= 8) {
            int letter = type >>> shift & 0xDF;
            if (letter < 'A' || letter > 'Z') {
                return false;
            }
        }
        return true;
    }

    int type() {
        return type;
    }

    /** @return where the data of this chunk begin in the file */
    int from() {
        return from;
    }

    int length() {
        return length;
    }

    /** @return whether a reader that does not know this chunk must give up */
    boolean isCritical() {
        return (type & CRITICAL) == 0;
    }

    /** @return whether the check sum is that of the data */
    boolean intact() {
        crc.reset();
        crc.update(file, from - 4, length + 4);
        return (int) crc.getValue() == u32(file, from + length);
    }

    /** Four bytes, most significant first, as everywhere in PNG. */
    static int u32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }
}
