package scales.worker.image.bmp;

/**
 * What a BMP says of itself, judged: sides above 0, a legal combination of bits and compression, pixels inside the file.
 *
 * @param topDown     whether the first row in the file is the upper one
 * @param bits        per pixel: 1, 2, 4, 8, 16, 24 or 32
 * @param runs        whether the indices are run-length encoded
 * @param palette     colours as 0xRRGGBB; empty without one
 * @param masks       of red, green, blue and alpha in a pixel of 16 or 32 bits
 * @param offset      where the pixels begin
 * @param xPerMetre   density as it stands in the file
 * @param yPerMetre   density as it stands in the file
 */
record BmpHeader(
        int width,
        int height,
        boolean topDown,
        int bits,
        boolean runs,
        int[] palette,
        Masks masks,
        int offset,
        int xPerMetre,
        int yPerMetre) {

    /** @return bytes per row, a multiple of 4 */
    long stride() {
        return stride(width, bits);
    }

    static long stride(int width, int bits) {
        return ((long) width * bits + 31) / 32 * 4;
    }

    boolean isGrey() {
        for (int colour : palette) {
            if ((colour >> 16 & 0xFF) != (colour & 0xFF) || (colour >> 8 & 0xFF) != (colour & 0xFF)) {
                return false;
            }
        }
        return palette.length > 0;
    }
}
