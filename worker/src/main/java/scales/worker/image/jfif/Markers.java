package scales.worker.image.jfif;

import java.io.ByteArrayOutputStream;

/** Writes the segments that are ours to write. */
final class Markers {
    private static final int LONGEST = 65_535 - 2;

    private Markers() {}

    static void start(ByteArrayOutputStream out) {
        u16(out, 0xFFD8);
    }

    static void end(ByteArrayOutputStream out) {
        u16(out, 0xFFD9);
    }

    static void jfif(ByteArrayOutputStream out, Density density) {
        u16(out, 0xFFE0);
        u16(out, 16);
        ascii(out, "JFIF\0");
        u16(out, 0x0102);
        out.write(density.unit());
        u16(out, density.x());
        u16(out, density.y());
        u16(out, 0);
    }

    static void icc(ByteArrayOutputStream out, byte[] profile) {
        int room = LONGEST - IccChunks.NAME.length() - 2;
        int count = (profile.length + room - 1) / room;
        for (int i = 0; i < count; i++) {
            int length = Math.min(room, profile.length - i * room);
            u16(out, 0xFFE2);
            u16(out, length + IccChunks.NAME.length() + 4);
            ascii(out, IccChunks.NAME);
            out.write(i + 1);
            out.write(count);
            out.write(profile, i * room, length);
        }
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
    }

    private static void u16(ByteArrayOutputStream out, int value) {
        out.write(value >> 8);
        out.write(value);
    }
}
