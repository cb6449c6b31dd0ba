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

    private final int width;
    private final int height;
    private final boolean shrinks;
    private final Weights across;
    private final Weights down;

    /** For several pictures with the same sides, and the same sides wanted. */
    public Lanczos(int sourceWidth, int sourceHeight, int width, int height) {
        this(sourceWidth, sourceHeight, width, height, (double) sourceWidth / width, (double) sourceHeight / height);
    }

    private Lanczos(int sourceWidth, int sourceHeight, int width, int height, double xRatio, double yRatio) {
        this.width = width;
        this.height = height;
        this.shrinks = height < sourceHeight;
        this.across = new Weights(sourceWidth, width, xRatio);
        this.down = new Weights(sourceHeight, height, yRatio);
    }

    /** @return the picture with these sides, same layout and depth */
    public static Raster resize(Raster source, int width, int height) {
        return new Lanczos(source.width(), source.height(), width, height).resize(source);
    }

    /**
     * For planes that cover slightly more than the picture, such as subsampled chroma of an odd width.
     *
     * @param xRatio source columns per target column, where the left edges meet
     * @param yRatio source rows per target row, where the upper edges meet
     */
    public static Raster resize(Raster source, int width, int height, double xRatio, double yRatio) {
        return new Lanczos(source.width(), source.height(), width, height, xRatio, yRatio).resize(source);
    }

    /** @return bytes that {@link #resize} needs besides source and target, at most */
    public static long memory(int width, int height, int targetWidth, int targetHeight, int samples) {
        long weights = 8L * 4 * (width + height + targetWidth + targetHeight);
        long rows = (2L * BATCH + 16) * Math.max(width, targetWidth) * samples * Float.BYTES;
        return weights + rows;
    }

    public Raster resize(Raster source) {
        int samples = Raster.samples(width, height, source.layout());
        Raster target = source.depth() == 8
                ? Raster.of(width, height, source.layout(), new byte[samples])
                : Raster.of(width, height, source.layout(), new short[samples]);
        resample(source, target, Area.whole(target));
        return target;
    }

    /**
     * Brings a resized picture up to date: afterwards it is what {@link #resize(Raster)} would make of the source.
     *
     * @param target  what was made of the source before it changed
     * @param changed where the source has changed
     */
    public void update(Raster source, Raster target, Area changed) {
        if (!changed.isEmpty()) {
            resample(source, target, new Area(
                    across.firstTouched(changed.left()), down.firstTouched(changed.top()),
                    across.endTouched(changed.right()), down.endTouched(changed.bottom())));
        }
    }

    private void resample(Raster source, Raster target, Area area) {
        if (area.isEmpty()) {
            return;
        }
        if (shrinks) {
            downThenAcross(source, target, area);
        } else {
            acrossThenDown(source, target, area);
        }
    }

    /** Each source row is read once and added to every target row it counts for, so that few rows are in memory at any scale. */
    private void downThenAcross(Raster source, Raster target, Area area) {
        int samples = source.layout().samples();
        int left = across.first[area.left()];
        int stride = (across.end(area.right() - 1) - left) * samples;
        float[][] batch = new float[BATCH][stride];
        float[][] sums = new float[down.overlap(BATCH)][stride];
        float[] row = new float[area.width() * samples];
        int done = area.top();
        // Batches begin where they do for the whole picture: sums of floats depend on their order.
        for (int from = down.first[done] / BATCH * BATCH; done < area.bottom(); from += BATCH) {
            for (int i = 0; i < BATCH && from + i < source.height(); i++) {
                Rows.read(source, left, from + i, batch[i]);
            }
            for (int y = done; y < area.bottom() && down.first[y] < from + BATCH; y++) {
                Passes.add(sums[y % sums.length], batch, down, y, from);
            }
            for (; done < area.bottom() && down.end(done) <= from + BATCH; done++) {
                float[] sum = sums[done % sums.length];
                Passes.across(sum, left, across, area, row, samples);
                Rows.write(row, target, area.left(), done);
                Arrays.fill(sum, 0);
            }
        }
    }

    private void acrossThenDown(Raster source, Raster target, Area area) {
        int samples = source.layout().samples();
        int left = across.first[area.left()];
        float[] read = new float[(across.end(area.right() - 1) - left) * samples];
        float[][] ring = new float[down.taps][area.width() * samples];
        float[] mixed = new float[area.width() * samples];
        for (int y = area.top(), loaded = 0; y < area.bottom(); y++) {
            for (loaded = Math.max(loaded, down.first[y]); loaded < down.end(y); loaded++) {
                Rows.read(source, left, loaded, read);
                Passes.across(read, left, across, area, ring[loaded % ring.length], samples);
            }
            Passes.down(ring, down, y, mixed);
            Rows.write(mixed, target, area.left(), y);
        }
    }
}
