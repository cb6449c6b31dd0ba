package scales.worker.image.gif;

import java.util.Arrays;

/** Assembles GIF files for tests, block by block, legal or not. */
final class GifFile {
    private final Output out = new Output();

    /** With a palette of four colours: black, red, green, blue. */
    static GifFile of(int width, int height) {
        GifFile file = new GifFile().screen(width, height, 0x81);
        return file.bytes(0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255);
    }

    GifFile screen(int width, int height, int flags) {
        out.put("GIF89a");
        out.put16(width);
        out.put16(height);
        return bytes(flags, 0, 0);
    }

    GifFile bytes(int... values) {
        Arrays.stream(values).forEach(out::put);
        return this;
    }

    GifFile loop(int times) {
        bytes(0x21, 0xFF, 11);
        out.put("NETSCAPE2.0");
        return bytes(3, 1, times & 0xFF, times >> 8, 0);
    }

    /** @param transparent -1 for none */
    GifFile control(int disposal, int delay, int transparent) {
        return bytes(0x21, 0xF9, 4, disposal << 2 | (transparent >= 0 ? 1 : 0), delay & 0xFF, delay >> 8,
                Math.max(0, transparent), 0);
    }

    GifFile image(int x, int y, int width, int height, int... indices) {
        place(x, y, width, height, 0);
        return packed(indices);
    }

    GifFile place(int x, int y, int width, int height, int flags) {
        bytes(0x2C);
        out.put16(x);
        out.put16(y);
        out.put16(width);
        out.put16(height);
        return bytes(flags);
    }

    GifFile packed(int... indices) {
        byte[] bytes = new byte[indices.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) indices[i];
        }
        new LzwWriter(out).write(bytes, bytes.length, 2);
        return this;
    }

    byte[] end() {
        return bytes(0x3B).toBytes();
    }

    byte[] toBytes() {
        return out.toBytes();
    }
}
