package scales.worker.image.raster;

/**
 * How much each source sample counts for each target sample along one axis: Lanczos 3, widened when shrinking (so that it
 * averages instead of skipping), centre-aligned, of sum 1 also where the edge cuts the kernel.
 *
 * <p>C. E. Duchon, "Lanczos Filtering in One and Two Dimensions", 1979; edges and alignment as in Pillow and libvips.
 */
final class Weights {
    private static final double LOBES = 3;

    /** Coefficients per target index. */
    final int taps;
    /** The source index of the first tap, per target index; all taps are within the source. */
    final int[] first;
    /** {@link #taps} coefficients per target index; 0 for what the edge cuts off. */
    final float[] values;

    /**
     * @param source samples there are
     * @param target samples wanted
     * @param ratio  source samples per target sample; not always {@code source / target}: half-size chroma of an odd width
     *               has a last sample of which only half lies in the picture
     */
    Weights(int source, int target, double ratio) {
        double widening = Math.max(1, ratio);
        double radius = LOBES * widening;
        // Where samples fall onto samples, all others count 0.
        this.taps = ratio == 1 && source == target ? 1 : (int) Math.min(source, Math.ceil(2 * radius));
        this.first = new int[target];
        this.values = new float[Math.multiplyExact(target, taps)];
        double[] exact = new double[taps];
        for (int i = 0; i < target; i++) {
            double centre = (i + 0.5) * ratio;
            int from = taps == 1 && source == target ? i : (int) Math.floor(centre - radius + 0.5);
            first[i] = Math.max(0, Math.min(from, source - taps));
            double sum = 0;
            for (int t = 0; t < taps; t++) {
                exact[t] = lanczos((first[i] + t + 0.5 - centre) / widening);
                sum += exact[t];
            }
            for (int t = 0; t < taps; t++) {
                values[i * taps + t] = sum == 0 ? 1f / taps : (float) (exact[t] / sum);
            }
        }
    }

    /** @return the source index after the last tap */
    int end(int target) {
        return first[target] + taps;
    }

    /** @return the first target index for which this source index, or a later one, counts */
    int firstTouched(int source) {
        int target = 0;
        while (target < first.length - 1 && end(target) <= source) {
            target++;
        }
        return target;
    }

    /** @return the target index after the last one for which a source index before this one counts */
    int endTouched(int source) {
        int target = first.length;
        while (target > 1 && first[target - 1] >= source) {
            target--;
        }
        return target;
    }

    /** @return how much the source sample counts for the target sample, 0 outside its taps */
    float at(int target, int source) {
        int tap = source - first[target];
        return tap >= 0 && tap < taps ? values[target * taps + tap] : 0;
    }

    /** @return how many target indices are begun before the first of them is complete, when source samples come in runs */
    int overlap(int run) {
        int most = 1;
        for (int done = 0, begun = 0; done < first.length; done++) {
            while (begun < first.length && first[begun] < end(done) + run) {
                begun++;
            }
            most = Math.max(most, begun - done);
        }
        return most;
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
