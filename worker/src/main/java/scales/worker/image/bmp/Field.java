package scales.worker.image.bmp;

/** Some bits of a pixel as a sample of 8 bits. */
final class Field {
    private static final int TABLE = 10;

    private final int mask;
    private final int shift;
    private final long most;
    private final byte[] table;

    Field(int mask) {
        this.mask = mask;
        this.shift = mask == 0 ? 0 : Integer.numberOfTrailingZeros(mask);
        this.most = (mask & 0xFFFF_FFFFL) >>> shift;
        this.table = most < 1 << TABLE ? new byte[(int) most + 1] : null;
        for (int i = 1; table != null && i <= most; i++) {
            table[i] = scaled(i);
        }
    }

    byte sample(int pixel) {
        int value = (pixel & mask) >>> shift;
        return table != null ? table[value] : scaled(value & 0xFFFF_FFFFL);
    }

    private byte scaled(long value) {
        return (byte) ((value * 255 + most / 2) / most);
    }
}
