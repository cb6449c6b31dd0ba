package scales.worker.image;

import java.io.IOException;

/**
 * A picture of which only the headers have been read, and found neither broken nor forbidden; nothing is decoded yet.
 * For one thread.
 */
public interface Source {
    /** @return pixels from left to right, as the picture is to be seen */
    int width();

    /** @return pixels from top to bottom, as the picture is to be seen */
    int height();

    /** @return 1 for a picture that does not move */
    default int frames() {
        return 1;
    }

    /** @return pixels to be decoded, those of all frames together */
    default long pixels() {
        return (long) width() * height();
    }

    /**
     * @param width  of the picture asked for
     * @param height of the picture asked for
     * @return bytes of memory that {@link #resize} takes at most, apart from the bytes of the picture sent
     */
    long memory(int width, int height);

    /**
     * @return the resized picture, in the same format
     * @throws Refused          when the pixels show that the picture is broken
     * @throws IOException      likewise, from a decoder
     * @throws RuntimeException likewise, from a decoder
     */
    byte[] resize(int width, int height, Stopwatch watch) throws Refused, IOException;
}
