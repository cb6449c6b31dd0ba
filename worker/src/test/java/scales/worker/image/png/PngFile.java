package scales.worker.image.png;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Assembles PNG files for tests, chunk by chunk, legal or not. */
final class PngFile {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PngFile() {
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    }

    static PngFile of(int width, int height, int depth, int type) {
        return new PngFile().header(width, height, depth, type, 0);
    }

    /** An opaque picture of one grey, that is at least legal. */
    static PngFile grey(int width, int height) {
        return of(width, height, 8, 0);
    }

    PngFile header(int width, int height, int depth, int type, int interlace) {
        return chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height)
                .put((byte) depth).put((byte) type).put((byte) 0).put((byte) 0).put((byte) interlace).array());
    }

    PngFile chunk(String type, byte... data) {
        return chunk(type, data, 0);
    }

    PngFile brokenChunk(String type, byte... data) {
        return chunk(type, data, 1);
    }

    private PngFile chunk(String type, byte[] data, int error) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(data.length + 12).putInt(data.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1)).put(data).putInt((int) crc.getValue() ^ error).array());
        return this;
    }

    /** @param rows each a filter byte and filtered samples */
    PngFile pixels(byte... rows) {
        return chunk("IDAT", zlib(rows));
    }

    /** Rows of zeros, not filtered. */
    PngFile blank(int rows, int rowLength) {
        return pixels(new byte[rows * (rowLength + 1)]);
    }

    PngFile bytes(byte... data) {
        out.writeBytes(data);
        return this;
    }

    byte[] end() {
        return chunk("IEND").toBytes();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    static byte[] zlib(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] packed = new byte[data.length + data.length / 1000 + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}
