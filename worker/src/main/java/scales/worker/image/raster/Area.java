package scales.worker.image.raster;

/**
 * A rectangle of pixels.
 *
 * @param right  the column after the last one
 * @param bottom the row after the last one
 */
public record Area(int left, int top, int right, int bottom) {
    static Area whole(Raster raster) {
        return new Area(0, 0, raster.width(), raster.height());
    }

    /** @return the smallest area outside of which two pictures of 8 bits, equal in sides and layout, are the same; empty at 0, 0 when they are equal */
    public static Area ofDifference(Raster one, Raster other) {
        int stride = one.stride();
        int samples = one.layout().samples();
        int left = stride;
        int right = 0;
        int top = -1;
        int bottom = 0;
        for (int y = 0; y < one.height(); y++) {
            int from = y * stride;
            int first = java.util.Arrays.mismatch(one.bytes(), from, from + stride, other.bytes(), from, from + stride);
            if (first < 0) {
                continue;
            }
            int last = stride - 1;
            while (one.bytes()[from + last] == other.bytes()[from + last]) {
                last--;
            }
            left = Math.min(left, first);
            right = Math.max(right, last + 1);
            top = top < 0 ? y : top;
            bottom = y + 1;
        }
        return top < 0 ? new Area(0, 0, 0, 0) : new Area(left / samples, top, (right + samples - 1) / samples, bottom);
    }

    boolean isEmpty() {
        return left >= right || top >= bottom;
    }

    int width() {
        return right - left;
    }
}
