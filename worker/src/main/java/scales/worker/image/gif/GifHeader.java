package scales.worker.image.gif;

import scales.worker.image.Refused;

/**
 * What a GIF file says of itself, with every block walked and no pixel decoded.
 *
 * @param width  of the canvas in pixels: the logical screen, or the first frame's reach where that is empty
 * @param height of the canvas in pixels
 * @param frames at least 1
 * @param pixels to be handled in all: for each frame the canvas, or the frame itself where that is larger
 * @param loops  how often the animation is shown, 0 for ever; {@link #NO_LOOPS} when the file does not say
 * @param aspect the byte that says how wide a pixel is, 0 for unknown
 */
public record GifHeader(int width, int height, int frames, long pixels, int loops, int aspect) {
    public static final int NO_LOOPS = -1;

    /** @throws Refused when the file is broken */
    public static GifHeader read(byte[] gif) throws Refused {
        Blocks blocks = new Blocks(gif);
        int width = blocks.screenWidth();
        int height = blocks.screenHeight();
        int frames = 0;
        long pixels = 0;
        while (blocks.nextFrame()) {
            Frame frame = blocks.frame();
            if (frames == 0 && (width == 0 || height == 0)) {
                width = frame.x() + frame.width();
                height = frame.y() + frame.height();
            }
            pixels += Math.max((long) width * height, (long) frame.width() * frame.height());
            frames++;
        }
        if (frames == 0 || width == 0 || height == 0) {
            throw new Refused("broken", "the GIF file has no frame");
        }
        return new GifHeader(width, height, frames, pixels, blocks.loops(), blocks.aspect());
    }
}
