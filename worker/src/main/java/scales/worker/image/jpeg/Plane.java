package scales.worker.image.jpeg;

/**
 * The samples of one component.
 *
 * @param samples line by line, unsigned
 * @param stride  samples from one line to the next, at least {@code width}; what lies between is padding
 */
record Plane(byte[] samples, int stride, int width, int height) {}
