package scales.worker.image.jpeg;

/**
 * Which source samples make each target sample along one axis, and how much of each: Lanczos 3, widened when shrinking, of
 * sum 1 also where the edge cuts the kernel; the weights are integers, since what surrounds this is.
 */
final class Taps {
    static final int FRACTION = 14;
    /** What reads them takes so many at once. */
    static final int GROUP = 3;
    private static final int LOBES = 3;

    /** By target sample: the index of its first source sample. */
    final int[] first;
    /** Taps per target sample, a multiple of {@link #GROUP}; there may be more than there are source samples. */
    final int count;
    /** {@link #count} for each target sample. */
    final int[] weights;
    /**
     * From there to {@link #halvedTo} weights are those of the sample in the middle, the same from both ends, and each
     * target sample begins two source samples after the one before: the picture becomes exactly half as large, which is
     * common since decoding leaves twice what is wanted at 1/2, 1/4 and 1/8. Empty otherwise.
     */
    final int halvedFrom;
    final int halvedTo;

    /**
     * @param source samples there are
     * @param target samples wanted
     * @param ratio  source samples per target sample
     * @param offset where the picture's edge lies, in source samples from their edge
     */
    Taps(int source, int target, double ratio, double offset) {
        double widening = Math.max(1, ratio);
        double radius = LOBES * widening;
        count = Frame.ceilDiv((int) Math.ceil(2 * radius - 1e-9), GROUP) * GROUP;
        first = new int[target];
        weights = new int[Math.multiplyExact(target, count)];
        double[] exact = new double[count];
        for (int i = 0; i < target; i++) {
            double centre = offset + (i + 0.5) * ratio;
            int wanted = (int) Math.floor(centre - radius + 0.5);
            first[i] = Math.max(0, Math.min(wanted, source - count));
            double sum = 0;
            for (int t = 0; t < count; t++) {
                int index = first[i] + t;
                exact[t] = index < source ? lanczos((index + 0.5 - centre) / widening) : 0;
                sum += exact[t];
            }
            round(exact, sum, i * count);
        }
        int from = target / 2;
        int to = target / 2;
        while (from > 0 && isHalved(from - 1)) {
            from--;
        }
        while (to < target && isHalved(to)) {
            to++;
        }
        halvedFrom = from;
        halvedTo = Math.max(from, to);
    }

    private boolean isHalved(int i) {
        int middle = first.length / 2;
        boolean halved = first[i] == first[middle] + 2 * (i - middle);
        for (int t = 0; t < count && halved; t++) {
            int weight = weights[i * count + t];
            halved = weight == weights[middle * count + t] && weight == weights[i * count + count - 1 - t];
        }
        return halved;
    }

    /**
     * What rounding loses or adds goes to the heaviest tap, or in halves to two: an even area must stay even, and taps must
     * stay the same from both ends. One in 16,384 may be lost, which is nothing.
     */
    private void round(double[] exact, double sum, int at) {
        int heaviest = 0;
        int left = 1 << FRACTION;
        for (int t = 0; t < count; t++) {
            weights[at + t] = (int) Math.round(exact[t] / sum * (1 << FRACTION));
            left -= weights[at + t];
            heaviest = exact[t] > exact[heaviest] + 1e-9 ? t : heaviest;
        }
        boolean two = heaviest + 1 < count && Math.abs(exact[heaviest + 1] - exact[heaviest]) < 1e-9;
        weights[at + heaviest] += two ? left / 2 : left;
        weights[at + heaviest + (two ? 1 : 0)] += two ? left / 2 : 0;
    }

    /** @return whether every target sample is the source sample of the same index */
    boolean isIdentity() {
        for (int i = 0; i < first.length; i++) {
            for (int t = 0; t < count; t++) {
                if (weights[i * count + t] != (first[i] + t == i ? 1 << FRACTION : 0)) {
                    return false;
                }
            }
        }
        return true;
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
