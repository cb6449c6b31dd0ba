package scales.lab.report;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What can be said of a mean from a few blocks, without assuming a distribution: a 95 % interval of means of resampled blocks.
 * Blocks are resampled whole, as requests within one depend on each other. The percentiles are expanded for the few that there
 * are, as resampled means lie too close together by sqrt(1 - 1/n) and by the normal distribution in Student's place (Hesterberg
 * 2015, "What Teachers Should Know About the Bootstrap"). No resampled mean is beyond the values that were seen: below
 * five blocks it is still too narrow.
 */
final class Bootstrap {
    private static final int RESAMPLES = 4_000;

    private Bootstrap() {}

    /**
     * @param mean   NaN of nothing
     * @param low    2.5 % of what the mean could be lie below; equal to mean when there is but one block
     * @param high   2.5 % lie above
     * @param blocks of which it is
     */
    record Interval(double mean, double low, double high, int blocks) {}

    /** The same values give the same interval. */
    static Interval of(double... blocks) {
        double mean = Arrays.stream(blocks).average().orElse(Double.NaN);
        if (blocks.length < 2) {
            return new Interval(mean, mean, mean, blocks.length);
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
        int beyond = (int) (RESAMPLES * tail(blocks.length));
        return new Interval(mean, means[beyond], means[RESAMPLES - 1 - beyond], blocks.length);
    }

    /** @return of the resampled means, those to leave out at either end, 0 to 0.025 */
    private static double tail(int blocks) {
        double deviations = StudentT.exceededWith(0.05, blocks - 1) * Math.sqrt(blocks / (blocks - 1.0));
        return Math.max(0, 0.5 - withinNormal(deviations));
    }

    /** @return how probable a normal value is between 0 and so many standard deviations (Marsaglia 2004, "Evaluating the Normal Distribution") */
    private static double withinNormal(double deviations) {
        double sum = 0;
        double term = deviations;
        for (int i = 3; term > sum * 1e-17; i += 2) {
            sum += term;
            term *= deviations * deviations / i;
        }
        return sum * StrictMath.exp(-deviations * deviations / 2) / Math.sqrt(2 * Math.PI);
    }
}
