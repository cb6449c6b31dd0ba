package scales.worker.image;

/**
 * What a picture may ask of a worker. All are judged from headers, before a pixel is decoded.
 *
 * @param inputPixels     width times height of the picture sent
 * @param outputPixels    width times height of the picture asked for
 * @param inputSide       longest side of the picture sent
 * @param outputSide      longest side of the picture asked for
 * @param frames          frames of an animation
 * @param animationPixels canvas times frames of an animation sent
 * @param animationOutputPixels canvas times frames of an animation asked for
 */
public record Limits(
        long inputPixels, long outputPixels, int inputSide, int outputSide, int frames, long animationPixels,
        long animationOutputPixels) {

    /** An animation out may have more pixels than one in: most of them stand still, and an enlarged one costs less per pixel. */
    public static final Limits DEFAULT = new Limits(50_000_000, 100_000_000, 30_000, 16_384, 1_000, 150_000_000, 400_000_000);

    /** @throws Refused when a picture with these headers, or what is to become of it, is too large */
    void judge(Source source, int width, int height) throws Refused {
        long in = source.pixels() / source.frames();
        long out = (long) width * height;
        int frames = source.frames();
        if (Math.max(source.width(), source.height()) > inputSide || in > inputPixels) {
            throw new Refused("limit", "the picture has too many pixels");
        }
        if (Math.max(width, height) > outputSide || out > outputPixels) {
            throw new Refused("limit", "the picture would have too many pixels");
        }
        if (this.frames < frames) {
            throw new Refused("limit", "the picture has too many frames");
        }
        if (frames > 1 && (source.pixels() > animationPixels || out * frames > animationOutputPixels)) {
            throw new Refused("limit", "the picture has too many pixels in all its frames");
        }
    }
}
