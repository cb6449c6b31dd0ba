package scales.worker.image;

/**
 * What a picture may ask of a worker. All are judged from headers, before a pixel is decoded.
 *
 * @param inputPixels     width times height of the picture sent
 * @param outputPixels    width times height of the picture asked for
 * @param inputSide       longest side of the picture sent
 * @param outputSide      longest side of the picture asked for
 * @param frames          frames of an animation
 * @param animationPixels canvas times frames of an animation, in and out
 */
public record Limits(
        long inputPixels, long outputPixels, int inputSide, int outputSide, int frames, long animationPixels) {

    public static final Limits DEFAULT = new Limits(50_000_000, 100_000_000, 30_000, 16_384, 1_000, 150_000_000);
}
