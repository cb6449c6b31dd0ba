package scales.worker.image.raster;

import java.util.Arrays;

/**
 * The resampler: separable Lanczos 3 over rows of floats, colour multiplied by alpha while it is mixed. Computed on the
 * samples as they are (gamma-encoded), as every peer does.
 *
 * <p>The pass along columns reads whole rows, which the compiler turns into vector instructions; so it goes first when it
 * has more to do, that is when the picture shrinks.
 */
public final class Lanczos {
    /** Source rows added at once; the loop over a row then has four products for each load and store of the sum. */
    private static final int BATCH = 4;

    private Lanczos() {}

    /** @return the picture with these sides, same layout and depth */
    public static Raster resize(Raster source, int width, int height) {
        return resize(source, width, height, (double) source.width() / width, (double) source.height() / height);
    }

    /** @return bytes that {@link #resize} needs besides source and target, at most */
    public static long memory(int width, int height, int targetWidth, int targetHeight, int samples) {
        long weights = 8L * 4 * (width + height + targetWidth + targetHeight);
        long rows = (2L * BATCH + 16) * Math.max(width, targetWidth) * samples * Float.BYTES;
        return weights + rows;
    }

    /**
     * For planes that cover slightly more than the picture, such as subsampled chroma of an odd width.
     *
     * @param xRatio source columns per target column, where the left edges meet
     * @param yRatio source rows per target row, where the upper edges meet
     */
    public static Raster resize(Raster source, int width, int height, double xRatio, double yRatio) {
        Layout layout = source.layout();
        int samples = Raster.samples(width, height, layout);
        Raster target = source.depth() == 8
                ? Raster.of(width, height, layout, new byte[samples])
                : Raster.of(width, height, layout, new short[samples]);
        Weights across = new Weights(source.width(), width, xRatio);
        Weights down = new Weights(source.height(), height, yRatio);
        if (height < source.height()) {
            downThenAcross(source, target, down, across);
        } else {
            acrossThenDown(source, target, down, across);
        }
        return target;
    }

    /** Each source row is read once and added to every target row it counts for, so that few rows are in memory at any scale. */
    private static void downThenAcross(Raster source, Raster target, Weights down, Weights across) {
        float[][] batch = new float[BATCH][source.stride()];
        float[][] sums = new float[down.overlap(BATCH)][source.stride()];
        float[] row = new float[target.stride()];
        int done = 0;
        for (int from = 0; done < target.height(); from += BATCH) {
            for (int i = 0; i < BATCH && from + i < source.height(); i++) {
                Rows.read(source, from + i, batch[i]);
            }
            for (int y = done; y < target.height() && down.first[y] < from + BATCH; y++) {
                Passes.add(sums[y % sums.length], batch, down, y, from);
            }
            for (; done < target.height() && down.first[done] + down.count[done] <= from + BATCH; done++) {
                float[] sum = sums[done % sums.length];
                Passes.across(sum, across, row, target.layout().samples());
                Rows.write(row, target, done);
                Arrays.fill(sum, 0);
            }
        }
    }

    private static void acrossThenDown(Raster source, Raster target, Weights down, Weights across) {
        float[][] ring = new float[down.most][target.stride()];
        float[] read = new float[source.stride()];
        float[] mixed = new float[target.stride()];
        for (int y = 0, loaded = 0; y < target.height(); y++) {
            for (loaded = Math.max(loaded, down.first[y]); loaded < down.first[y] + down.count[y]; loaded++) {
                Rows.read(source, loaded, read);
                Passes.across(read, across, ring[loaded % ring.length], target.layout().samples());
            }
            Passes.down(ring, down, y, mixed);
            Rows.write(mixed, target, y);
        }
    }
}
