package scales.worker.image.jfif;

/**
 * One component of a frame header.
 *
 * @param h     horizontal sampling factor, 1 to 4
 * @param v     vertical sampling factor, 1 to 4
 * @param table which quantisation table, 0 to 3
 */
record Component(int id, int h, int v, int table) {}
