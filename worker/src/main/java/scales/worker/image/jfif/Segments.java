package scales.worker.image.jfif;

import scales.worker.image.Refused;

/**
 * Walks the marker segments of one JPEG image (ITU-T T.81, annex B), over the entropy-coded data without reading it, up to
 * the end marker or the end of the bytes.
 */
final class Segments {
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;

    private final byte[] bytes;
    private int next = 2;
    private int marker;
    private int start;
    private int from;
    private int to;

    /** @param bytes begin with the start marker */
    Segments(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Goes to the next segment with a length. Bytes between segments are skipped, as libjpeg does.
     *
     * @return false at the end of the image
     */
    boolean advance() throws Refused {
        while (true) {
            while (next + 1 < bytes.length && !isMarker(bytes[next], bytes[next + 1])) {
                next++;
            }
            if (next + 1 >= bytes.length) {
                marker = 0;
                start = bytes.length;
                return false;
            }
            start = next;
            marker = bytes[next + 1] & 0xFF;
            next += 2;
            if (marker == EOI) {
                return false;
            }
            // Restart, start and temporary markers stand alone.
            if (marker < 0xD0 && marker != 0x01 || marker > 0xD8) {
                break;
            }
        }
        int length = next + 1 < bytes.length ? (bytes[next] & 0xFF) << 8 | bytes[next + 1] & 0xFF : 0;
        if (length < 2 || next + length > bytes.length) {
            throw new Refused("broken", "a segment of the JPEG has an impossible length");
        }
        from = next + 2;
        to = next + length;
        next = to;
        return true;
    }

    /** 0xFF 0x00 is data and 0xFF 0xFF is filling. */
    private static boolean isMarker(byte first, byte second) {
        return first == (byte) 0xFF && second != 0 && second != (byte) 0xFF;
    }

    /** @return the second byte of the marker, such as 0xC0; 0 when the bytes end without one */
    int marker() {
        return marker;
    }

    /** @return where the marker begins */
    int start() {
        return start;
    }

    /** @return where the content begins, after the length */
    int from() {
        return from;
    }

    /** @return where the content ends, exclusive */
    int to() {
        return to;
    }

    int length() {
        return to - from;
    }

    /** @return the byte at this place of the content, 0 beyond it */
    int u8(int at) {
        return from + at < to ? bytes[from + at] & 0xFF : 0;
    }

    /** @return the two bytes at this place of the content */
    int u16(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    boolean begins(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (i >= length() || u8(i) != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
