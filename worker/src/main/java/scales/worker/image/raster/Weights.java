package scales.worker.image.raster;

/**
 * How much each source sample counts for each target sample along one axis: Lanczos 3, widened when shrinking (so that it
 * averages instead of skipping), centre-aligned, of sum 1 also where the edge cuts the kernel.
 *
 * <p>C. E. Duchon, "Lanczos Filtering in One and Two Dimensions", 1979; edges and alignment as in Pillow and libvips.
 */
final class Weights {
    private static final double LOBES = 3;
    /** Below a hundredth of a 16-bit level; without them a picture at scale 1 has one tap instead of seven. */
    private static final double NOTHING = 1e-7;

    /** First source index per target index. */
    final int[] first;
    /** Taps per target index. */
    final int[] count;
    /** {@link #most} coefficients per target index, of which {@code count} are used. */
    final float[] values;
    /** The largest number of taps. */
    final int most;
    private final double ratio;

    /**
     * @param source samples there are
     * @param target samples wanted
     * @param ratio  source samples per target sample; not always {@code source / target}: half-size chroma of an odd width
     *               has a last sample of which only half lies in the picture
     */
    Weights(int source, int target, double ratio) {
        this.ratio = ratio;
        double widening = Math.max(1, ratio);
        double radius = LOBES * widening;
        int room = (int) Math.min(source, Math.ceil(radius) * 2 + 1);
        first = new int[target];
        count = new int[target];
        values = new float[Math.multiplyExact(target, room)];
        most = room;
        double[] taps = new double[room];
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * ratio;
            int from = clamp((int) Math.floor(centre - radius + 0.5), source - 1);
            int to = clamp((int) Math.floor(centre + radius + 0.5), source);
            to = Math.min(Math.max(to, from + 1), from + room);
            double sum = 0;
            for (int t = from; t < to; t++) {
                taps[t - from] = lanczos((t + 0.5 - centre) / widening);
                sum += taps[t - from];
            }
            if (sum == 0) {
                taps[0] = 1;
                sum = 1;
            }
            int skip = 0;
            while (skip < to - from - 1 && Math.abs(taps[skip]) < NOTHING * sum) {
                skip++;
            }
            while (to - 1 > from + skip && Math.abs(taps[to - 1 - from]) < NOTHING * sum) {
                to--;
            }
            first[i] = from + skip;
            count[i] = to - from - skip;
            for (int t = 0; t < count[i]; t++) {
                values[i * room + t] = (float) (taps[t + skip] / sum);
            }
        }
    }

    /** @return how much the source sample counts for the target sample, 0 outside its taps */
    float at(int target, int source) {
        int tap = source - first[target];
        return tap >= 0 && tap < count[target] ? values[target * most + tap] : 0;
    }

    /** @return for how many target samples a run of source samples can count at most, when shrinking */
    int overlap(int run) {
        return (int) ((most + run) / ratio) + 2;
    }

    private static int clamp(int index, int most) {
        return Math.max(0, Math.min(index, most));
    }

    private static double lanczos(double x) {
        if (x == 0) {
            return 1;
        }
        if (Math.abs(x) >= LOBES) {
            return 0;
        }
        double angle = Math.PI * x;
        return LOBES * Math.sin(angle) * Math.sin(angle / LOBES) / (angle * angle);
    }
}
