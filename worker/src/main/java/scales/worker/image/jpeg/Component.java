package scales.worker.image.jpeg;

/**
 * One component of a frame.
 *
 * @param horizontal its horizontal sampling factor, 1 to 4
 * @param vertical   its vertical sampling factor, 1 to 4
 * @param table      the number of its quantisation table, 0 to 3
 * @param width      its samples per line, without padding
 * @param height     its lines, without padding
 */
record Component(int id, int horizontal, int vertical, int table, int width, int height) {
    int blocksWide() {
        return (width + 7) >> 3;
    }

    int blocksHigh() {
        return (height + 7) >> 3;
    }
}
