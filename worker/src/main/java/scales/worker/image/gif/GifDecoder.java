package scales.worker.image.gif;

import scales.worker.image.Refused;
import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

/**
 * Composes the frames of a GIF file, one after the other, as a browser shows them: the background is transparent,
 * whatever the file says of it.
 */
public final class GifDecoder {
    private final byte[] file;
    private final Blocks blocks;
    private final LzwReader lzw = new LzwReader();
    private final int width;
    private final int height;
    /** What is shown, as ARGB. */
    private final int[] canvas;
    private byte[] indices = new byte[0];
    private Frame shown;
    /** What the shown frame has covered, if it is to be restored. */
    private int[] covered;

    /** @param header what {@link GifHeader#read} made of the same bytes */
    public GifDecoder(byte[] gif, GifHeader header) throws Refused {
        file = gif;
        blocks = new Blocks(gif);
        width = header.width();
        height = header.height();
        canvas = new int[Math.multiplyExact(width, height)];
    }

    /**
     * Composes the next frame.
     *
     * @return false when there is none
     * @throws Refused when its pixels are broken or too few
     */
    public boolean next() throws Refused {
        if (!blocks.nextFrame()) {
            return false;
        }
        if (shown != null) {
            dispose();
        }
        shown = blocks.frame();
        covered = shown.disposal() == Frame.Disposal.RESTORE ? canvas.clone() : null;
        int pixels = Math.multiplyExact(shown.width(), shown.height());
        if (pixels > 0) {
            if (indices.length < pixels) {
                indices = new byte[pixels];
            }
            lzw.read(file, shown.data(), indices, pixels);
            draw();
        }
        return true;
    }

    private void dispose() {
        switch (shown.disposal()) {
            case KEEP -> { }
            case RESTORE -> System.arraycopy(covered, 0, canvas, 0, canvas.length);
            case CLEAR -> {
                int right = Math.min(width, shown.x() + shown.width());
                int bottom = Math.min(height, shown.y() + shown.height());
                for (int y = shown.y(); y < bottom; y++) {
                    for (int x = shown.x(); x < right; x++) {
                        canvas[y * width + x] = 0;
                    }
                }
            }
        }
    }

    private void draw() {
        int[] colours = shown.colours(file);
        int right = Math.min(width, shown.x() + shown.width());
        Interlacing rows = new Interlacing(shown.height(), shown.interlaced());
        for (int stored = 0; stored < shown.height(); stored++) {
            int y = shown.y() + rows.next();
            if (y >= height) {
                continue;
            }
            int from = stored * shown.width();
            for (int x = shown.x(); x < right; x++) {
                int colour = colours[indices[from++] & 0xFF];
                if (colour != 0) {
                    canvas[y * width + x] = colour;
                }
            }
        }
    }

    /** @return how long the composed frame is shown, in hundredths of a second */
    public int delay() {
        return shown.delay();
    }

    /** @return the composed frame, a copy: RGB when no pixel is transparent, else RGBA */
    public Raster frame() {
        boolean opaque = true;
        for (int colour : canvas) {
            opaque &= colour < 0;
        }
        Layout layout = opaque ? Layout.RGB : Layout.RGBA;
        byte[] samples = new byte[Math.multiplyExact(canvas.length, layout.samples())];
        int at = 0;
        for (int colour : canvas) {
            samples[at++] = (byte) (colour >> 16);
            samples[at++] = (byte) (colour >> 8);
            samples[at++] = (byte) colour;
            if (!opaque) {
                samples[at++] = (byte) (colour >> 24);
            }
        }
        return Raster.of(width, height, layout, samples);
    }
}
