package scales.lab.report;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What can be said of a mean from a few blocks, without assuming a distribution: the 95 % percentile interval of means of
 * resampled blocks (Efron and Tibshirani 1993, An Introduction to the Bootstrap, 13.3). Blocks are resampled whole, as requests
 * within one depend on each other.
 */
final class Bootstrap {
    private static final int RESAMPLES = 4_000;
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * @param low  2.5 % of what the mean could be lie below; equal to mean when there is but one block
     * @param high 2.5 % lie above
     */
    record Interval(double mean, double low, double high) {
        boolean excludesZero() {
            return low > 0 || high < 0;
        }
    }

    /** The same values give the same interval. */
    static Interval of(double... blocks) {
        double mean = Arrays.stream(blocks).average().orElse(0);
        if (blocks.length < 2) {
            return new Interval(mean, mean, mean);
        }
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(Arrays.hashCode(blocks));
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int k = 0; k < blocks.length; k++) {
                sum += blocks[random.nextInt(blocks.length)];
            }
            means[i] = sum / blocks.length;
        }
        Arrays.sort(means);
        return new Interval(mean, means[(int) (RESAMPLES * TAIL)], means[(int) (RESAMPLES * (1 - TAIL)) - 1]);
    }
}
