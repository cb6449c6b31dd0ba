package scales.worker.image.bmp;

import scales.worker.image.Refused;

/** Undoes the run-length encoding of 4 and 8 bits ("Bitmap Compression", Windows GDI). Takes time for the file, not for what it claims. */
final class RunLengths {
    private final byte[] bmp;
    private final BmpHeader header;
    private final byte[] indices;
    private int at;
    private int x;
    private int y;

    private RunLengths(byte[] bmp, BmpHeader header) {
        this.bmp = bmp;
        this.header = header;
        this.at = header.offset();
        this.indices = new byte[header.width() * header.height()];
    }

    /** @return one index per byte, rows from the top; pixels that the file skips have index 0 */
    static byte[] decode(byte[] bmp, BmpHeader header) throws Refused {
        RunLengths runs = new RunLengths(bmp, header);
        runs.decode();
        return runs.indices;
    }

    private void decode() throws Refused {
        while (y < header.height()) {
            if (at + 1 >= bmp.length) {
                // The end mark may be missing, pixels may not.
                if (y == header.height() - 1 && x >= header.width()) {
                    return;
                }
                throw new Refused("broken", "pixels of the BMP are missing");
            }
            int count = bmp[at++] & 0xFF;
            int value = bmp[at++] & 0xFF;
            if (count > 0) {
                repeat(count, value);
            } else if (value == 0) {
                x = 0;
                y++;
            } else if (value == 1) {
                return;
            } else if (value == 2) {
                x += next();
                y += next();
            } else {
                literal(value);
            }
        }
    }

    private void repeat(int count, int value) {
        for (int i = 0; i < count; i++) {
            put(header.bits() == 8 ? value : i % 2 == 0 ? value >> 4 : value & 15);
        }
    }

    private void literal(int count) throws Refused {
        if (header.bits() == 8) {
            for (int i = 0; i < count; i++) {
                put(next());
            }
            at += count & 1;
        } else {
            int pair = 0;
            for (int i = 0; i < count; i++) {
                pair = i % 2 == 0 ? next() : pair;
                put(i % 2 == 0 ? pair >> 4 : pair & 15);
            }
            at += (count + 1) / 2 & 1;
        }
    }

    private int next() throws Refused {
        if (at >= bmp.length) {
            throw new Refused("broken", "pixels of the BMP are missing");
        }
        return bmp[at++] & 0xFF;
    }

    /** What runs over the edge is dropped: writers round the last run of a row up. */
    private void put(int index) {
        if (x < header.width()) {
            indices[(header.height() - 1 - y) * header.width() + x] = (byte) index;
        }
        x++;
    }
}
