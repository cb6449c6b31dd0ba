package scales.worker.image.raster;

/**
 * How a stored picture must be turned to be seen as it was taken. In the order of the values 1 to 8 of EXIF 2.32, tag
 * 0x0112.
 */
public enum Orientation {
    UPRIGHT,
    MIRRORED,
    ROTATED_180,
    FLIPPED,
    TRANSPOSED,
    ROTATED_90,
    TRANSVERSED,
    ROTATED_270;

    /** @return what the EXIF value says; {@link #UPRIGHT} for an illegal one */
    public static Orientation of(int exif) {
        return exif >= 1 && exif <= 8 ? values()[exif - 1] : UPRIGHT;
    }

    /** @return whether width and height change places */
    public boolean swapsSides() {
        return ordinal() >= TRANSPOSED.ordinal();
    }

    /** @return the picture as it is to be seen; the same object when nothing is to be done */
    public Raster upright(Raster stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsSides() ? stored.height() : stored.width();
        int height = swapsSides() ? stored.width() : stored.height();
        int samples = stored.layout().samples();
        if (stored.depth() == 8) {
            byte[] target = new byte[stored.bytes().length];
            turn(stored.bytes(), target, stored.width(), stored.height(), samples);
            return Raster.of(width, height, stored.layout(), target);
        }
        short[] target = new short[stored.shorts().length];
        turn(stored.shorts(), target, stored.width(), stored.height(), samples);
        return Raster.of(width, height, stored.layout(), target);
    }

    private void turn(byte[] source, byte[] target, int width, int height, int samples) {
        Path path = new Path(width, height);
        for (int y = 0, from = 0; y < height; y++) {
            for (int x = 0, to = path.start(y); x < width; x++, to += path.step) {
                for (int s = 0; s < samples; s++) {
                    target[to * samples + s] = source[from++];
                }
            }
        }
    }

    private void turn(short[] source, short[] target, int width, int height, int samples) {
        Path path = new Path(width, height);
        for (int y = 0, from = 0; y < height; y++) {
            for (int x = 0, to = path.start(y); x < width; x++, to += path.step) {
                for (int s = 0; s < samples; s++) {
                    target[to * samples + s] = source[from++];
                }
            }
        }
    }

    /** Where a stored row goes, in pixels of the upright picture: from a start, in even steps. */
    private final class Path {
        private final int origin;
        private final int down;
        final int step;

        Path(int width, int height) {
            int last = width * height - 1;
            switch (Orientation.this) {
                case MIRRORED -> { origin = width - 1; step = -1; down = width; }
                case ROTATED_180 -> { origin = last; step = -1; down = -width; }
                case FLIPPED -> { origin = last - width + 1; step = 1; down = -width; }
                case TRANSPOSED -> { origin = 0; step = height; down = 1; }
                case ROTATED_90 -> { origin = height - 1; step = height; down = -1; }
                case TRANSVERSED -> { origin = last; step = -height; down = -1; }
                case ROTATED_270 -> { origin = last - height + 1; step = -height; down = 1; }
                default -> { origin = 0; step = 1; down = width; }
            }
        }

        int start(int y) {
            return origin + y * down;
        }
    }
}
