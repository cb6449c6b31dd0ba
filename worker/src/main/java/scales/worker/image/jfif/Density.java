package scales.worker.image.jfif;

/**
 * How large a pixel is (JFIF 1.02).
 *
 * @param unit 0 shape of a pixel only, 1 pixels per inch, 2 pixels per centimetre
 */
record Density(int unit, int x, int y) {
    static final Density UNKNOWN = new Density(0, 1, 1);

    Density swapped() {
        return new Density(unit, y, x);
    }
}
