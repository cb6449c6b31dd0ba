package scales.worker.image.gif;

import java.util.Arrays;

/** The smallest rectangle around some pixels of a picture. */
final class Area {
    private final int stride;
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right;
    int bottom;

    Area(int stride) {
        this.stride = stride;
    }

    static Area whole(int width, int height) {
        Area area = new Area(width);
        area.left = 0;
        area.top = 0;
        area.right = width;
        area.bottom = height;
        return area;
    }

    void add(int pixel) {
        int y = pixel / stride;
        int x = pixel - y * stride;
        left = Math.min(left, x);
        right = Math.max(right, x + 1);
        top = Math.min(top, y);
        bottom = y + 1;
    }

    /** @return the first pixel of the picture where there is none: a frame that changes nothing still takes its time */
    Area orOnePixel() {
        return right > 0 ? this : whole(1, 1);
    }

    int width() {
        return right - left;
    }

    int height() {
        return bottom - top;
    }

    void clear(int[] pixels) {
        for (int y = top; y < bottom; y++) {
            Arrays.fill(pixels, y * stride + left, y * stride + right, 0);
        }
    }
}
