package scales.lab.up;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A picture to try things with, as a file: rings of colour. Written by hand, as Java's own toolkit takes longer to load than all the rest. */
record SamplePicture(Path file) {
    private static final int WIDTH = 600;
    private static final int HEIGHT = 400;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    /** Eight bits a sample, red, green and blue, not interlaced. */
    private static final byte[] KIND = {8, 2, 0, 0, 0};

    static SamplePicture write() throws IOException {
        Path file = Files.createTempFile("scales-", ".png");
        Files.write(file, png());
        return new SamplePicture(file);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream png = new DataOutputStream(bytes);
        png.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(WIDTH);
        fields.writeInt(HEIGHT);
        fields.write(KIND);
        chunk(png, "IHDR", header.toByteArray());
        chunk(png, "IDAT", deflated());
        chunk(png, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream png, String name, byte[] data) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(type);
        sum.update(data);
        png.writeInt(data.length);
        png.write(type);
        png.write(data);
        png.writeInt((int) sum.getValue());
    }

    private static byte[] deflated() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream rows = new DeflaterOutputStream(bytes)) {
            for (int y = 0; y < HEIGHT; y++) {
                // Each row begins with its filter: none.
                rows.write(0);
                for (int x = 0; x < WIDTH; x++) {
                    double ring = Math.sin(Math.hypot(x - WIDTH / 2.0, y - HEIGHT / 2.0) / 9);
                    rows.write(shade(x / (double) WIDTH, ring));
                    rows.write(shade(y / (double) HEIGHT, ring));
                    rows.write(shade(0.8, -ring));
                }
            }
        }
        return bytes.toByteArray();
    }

    private static int shade(double base, double ring) {
        return (int) Math.max(0, Math.min(255, 255 * (0.15 + 0.7 * base + 0.15 * ring)));
    }
}
