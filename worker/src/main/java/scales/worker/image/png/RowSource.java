package scales.worker.image.png;

/** Rows of a picture as the bytes that PNG stores, before filtering. */
interface RowSource {
    /** @return bytes per row */
    int length();

    /** @return bytes per pixel, at least 1 */
    int step();

    /** Writes row y to this place. */
    void row(int y, byte[] to, int at);
}
