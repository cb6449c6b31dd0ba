package scales.worker.image.bmp;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

/** The pixels of a BMP as 8-bit samples. */
final class BmpDecoder {
    private final byte[] bmp;
    private final BmpHeader header;

    private BmpDecoder(byte[] bmp, BmpHeader header) {
        this.bmp = bmp;
        this.header = header;
    }

    /** @return grey for a palette of greys, RGBA when an alpha mask finds anything but zeros, else RGB */
    static Raster decode(byte[] bmp, BmpHeader header) throws Refused {
        BmpDecoder decoder = new BmpDecoder(bmp, header);
        if (header.bits() <= 8) {
            return decoder.indexed();
        }
        return header.bits() == 24 ? decoder.packed(3) : decoder.isPlain32() ? decoder.packed(4) : decoder.masked();
    }

    private Raster indexed() throws Refused {
        byte[] indices = header.runs() ? RunLengths.decode(bmp, header) : indices();
        // An index beyond the palette is black.
        int[] colours = java.util.Arrays.copyOf(header.palette(), 256);
        if (header.isGrey()) {
            for (int i = 0; i < indices.length; i++) {
                indices[i] = (byte) colours[indices[i] & 0xFF];
            }
            return Raster.of(header.width(), header.height(), Layout.GREY, indices);
        }
        byte[] samples = new byte[Math.multiplyExact(indices.length, 3)];
        for (int i = 0, to = 0; i < indices.length; i++) {
            int colour = colours[indices[i] & 0xFF];
            samples[to++] = (byte) (colour >> 16);
            samples[to++] = (byte) (colour >> 8);
            samples[to++] = (byte) colour;
        }
        return Raster.of(header.width(), header.height(), Layout.RGB, samples);
    }

    private byte[] indices() {
        byte[] indices = new byte[header.width() * header.height()];
        int bits = header.bits();
        int mask = (1 << bits) - 1;
        for (int y = 0, to = 0; y < header.height(); y++) {
            int row = row(y);
            for (int x = 0; x < header.width(); x++) {
                int bit = x * bits;
                indices[to++] = (byte) (bmp[row + bit / 8] >> 8 - bits - bit % 8 & mask);
            }
        }
        return indices;
    }

    /** Blue, green, red, and in 32 bits without masks a byte that means nothing. */
    private Raster packed(int step) {
        byte[] samples = new byte[header.width() * header.height() * 3];
        for (int y = 0, to = 0; y < header.height(); y++) {
            int end = row(y) + header.width() * step;
            for (int at = row(y); at < end; at += step, to += 3) {
                samples[to] = bmp[at + 2];
                samples[to + 1] = bmp[at + 1];
                samples[to + 2] = bmp[at];
            }
        }
        return Raster.of(header.width(), header.height(), Layout.RGB, samples);
    }

    private boolean isPlain32() {
        return header.bits() == 32 && header.masks().equals(Masks.OF_32);
    }

    private Raster masked() {
        Masks masks = header.masks();
        boolean alpha = masks.alpha() != 0 && anyAlpha();
        Layout layout = alpha ? Layout.RGBA : Layout.RGB;
        Field[] fields = {new Field(masks.red()), new Field(masks.green()), new Field(masks.blue()), new Field(masks.alpha())};
        byte[] samples = new byte[Math.multiplyExact(header.width() * header.height(), layout.samples())];
        for (int y = 0, to = 0; y < header.height(); y++) {
            for (int x = 0; x < header.width(); x++) {
                int pixel = pixel(y, x);
                for (int s = 0; s < layout.samples(); s++) {
                    samples[to++] = fields[s].sample(pixel);
                }
            }
        }
        return Raster.of(header.width(), header.height(), layout, samples);
    }

    /** Many a writer states an alpha mask and fills it with zeros; nobody means an invisible picture. */
    private boolean anyAlpha() {
        for (int y = 0; y < header.height(); y++) {
            for (int x = 0; x < header.width(); x++) {
                if ((pixel(y, x) & header.masks().alpha()) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private int pixel(int y, int x) {
        int at = row(y) + x * header.bits() / 8;
        return header.bits() == 16 ? Little.u16(bmp, at) : Little.i32(bmp, at);
    }

    private int row(int y) {
        return (int) (header.offset() + header.stride() * (header.topDown() ? y : header.height() - 1 - y));
    }
}
