package scales.worker.image.gif;

import scales.worker.image.raster.Layout;
import scales.worker.image.raster.Raster;

/**
 * Writes frames as a GIF file. A frame is stored as the rectangle that differs from what is shown, so the encoder is one
 * frame behind: only the next frame tells whether something must be cleared.
 */
public final class GifEncoder {
    private final int width;
    private final int height;
    private final FrameWriter writer;
    /** What is shown before the waiting frame is drawn, as ARGB; 0 where it is transparent. */
    private int[] shown;
    /** The frame that waits for its successor; null before the first. */
    private int[] waiting;
    private int delay;

    /** @param source the header of the file the frames come from: the animation is shown as often */
    public GifEncoder(int width, int height, GifHeader source) {
        this.width = width;
        this.height = height;
        this.shown = new int[Math.multiplyExact(width, height)];
        this.writer = new FrameWriter(width, height, source);
    }

    /**
     * @param frame composed in full, RGB or RGBA of 8 bits; what is less than half opaque becomes transparent
     * @param delay how long it is shown, in hundredths of a second
     */
    public void add(Raster frame, int delay) {
        int[] colours = colours(frame);
        if (waiting != null) {
            write(colours);
        }
        waiting = colours;
        this.delay = delay;
    }

    /** @return the file; at least one frame must have been added */
    public byte[] finish() {
        write(null);
        return writer.finish();
    }

    private int[] colours(Raster frame) {
        byte[] samples = frame.bytes();
        boolean alpha = frame.layout() == Layout.RGBA;
        int step = frame.layout().samples();
        int[] argb = new int[width * height];
        for (int i = 0, at = 0; i < argb.length; i++, at += step) {
            if (!alpha || samples[at + 3] < 0) {
                argb[i] = 0xFF000000 | (samples[at] & 0xFF) << 16 | (samples[at + 1] & 0xFF) << 8 | samples[at + 2] & 0xFF;
            }
        }
        return argb;
    }

    /** Writes the waiting frame. @param next the frame after it, null if there is none */
    private void write(int[] next) {
        Area area = new Area(width);
        boolean clear = false;
        for (int i = 0; i < waiting.length; i++) {
            boolean drawn = waiting[i] != shown[i];
            boolean cleared = next != null && next[i] == 0 && waiting[i] != 0;
            if (drawn || cleared) {
                area.add(i);
            }
            clear |= cleared;
        }
        if (writer.isEmpty()) {
            area = Area.whole(width, height);
        }
        writer.write(area.orOnePixel(), waiting, shown, delay, clear, next != null);
        shown = waiting;
        if (clear) {
            shown = waiting.clone();
            area.clear(shown);
        }
    }
}
