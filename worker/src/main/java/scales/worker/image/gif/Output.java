package scales.worker.image.gif;

import java.util.Arrays;

/** Bytes growing in memory. */
final class Output {
    private byte[] bytes = new byte[4096];
    private int length;

    void put(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length + (length >> 1));
        }
        bytes[length++] = (byte) value;
    }

    /** Two bytes, least significant first. */
    void put16(int value) {
        put(value);
        put(value >> 8);
    }

    void put(String text) {
        text.chars().forEach(this::put);
    }

    void set(int at, int value) {
        bytes[at] = (byte) value;
    }

    int length() {
        return length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }
}
