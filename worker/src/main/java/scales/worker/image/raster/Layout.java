package scales.worker.image.raster;

/** Which samples make a pixel, in their order in memory. Alpha is always last and not premultiplied. */
public enum Layout {
    GREY(1),
    GREY_ALPHA(2),
    RGB(3),
    RGBA(4);

    private final int samples;

    Layout(int samples) {
        this.samples = samples;
    }

    /** @return samples per pixel, 1 to 4 */
    public int samples() {
        return samples;
    }

    public boolean hasAlpha() {
        return this == GREY_ALPHA || this == RGBA;
    }
}
