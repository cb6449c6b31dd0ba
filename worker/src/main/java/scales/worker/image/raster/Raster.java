package scales.worker.image.raster;

/**
 * A picture as interleaved samples, rows from the top, no padding. The array is shared, not copied: who has handed it over
 * writes no more to it; only {@link Lanczos#update} changes a raster, that of its caller.
 */
public final class Raster {
    private final int width;
    private final int height;
    private final Layout layout;
    private final byte[] bytes;
    private final short[] shorts;

    private Raster(int width, int height, Layout layout, byte[] bytes, short[] shorts, int length) {
        if (width < 1 || height < 1 || length != samples(width, height, layout)) {
            throw new IllegalArgumentException(
                    length + " samples do not make " + width + " x " + height + " " + layout);
        }
        this.width = width;
        this.height = height;
        this.layout = layout;
        this.bytes = bytes;
        this.shorts = shorts;
    }

    /** @param samples 0 to 255 each, {@code width * height * layout.samples()} of them */
    public static Raster of(int width, int height, Layout layout, byte[] samples) {
        return new Raster(width, height, layout, samples, null, samples.length);
    }

    /** @param samples 0 to 65,535 each, {@code width * height * layout.samples()} of them */
    public static Raster of(int width, int height, Layout layout, short[] samples) {
        return new Raster(width, height, layout, null, samples, samples.length);
    }

    /** @throws ArithmeticException when they do not fit an array */
    static int samples(int width, int height, Layout layout) {
        return Math.multiplyExact(Math.multiplyExact(width, height), layout.samples());
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public Layout layout() {
        return layout;
    }

    /** @return bits per sample, 8 or 16 */
    public int depth() {
        return bytes == null ? 16 : 8;
    }

    /** @return samples per row */
    public int stride() {
        return width * layout.samples();
    }

    /** @return the samples of a picture with 8 bits */
    public byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("16 bits a sample");
        }
        return bytes;
    }

    /** @return the samples of a picture with 16 bits */
    public short[] shorts() {
        if (shorts == null) {
            throw new IllegalStateException("8 bits a sample");
        }
        return shorts;
    }
}
