package scales.worker.image.bmp;

/** Which bits of a pixel belong to which sample; 0 for a sample that is not there. */
record Masks(int red, int green, int blue, int alpha) {
    static final Masks OF_16 = new Masks(0x7C00, 0x03E0, 0x001F, 0);
    static final Masks OF_32 = new Masks(0xFF0000, 0x00FF00, 0x0000FF, 0);

    /** @return whether the bits of each sample stand together */
    boolean areLegal() {
        return isRun(red) && isRun(green) && isRun(blue) && isRun(alpha) && (red | green | blue) != 0;
    }

    private static boolean isRun(int mask) {
        long shifted = (mask & 0xFFFF_FFFFL) >> (mask == 0 ? 0 : Integer.numberOfTrailingZeros(mask));
        return (shifted & shifted + 1) == 0;
    }
}
