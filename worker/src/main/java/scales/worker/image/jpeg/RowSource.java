package scales.worker.image.jpeg;

/** A plane that is made row by row, from the top. */
interface RowSource {
    /** @param row at least as long as the plane is wide; gets samples 0 to 255 */
    void next(int[] row);
}
