package scales.lab.report;

import java.util.Arrays;

/**
 * Whether what differs block by block differs by more than chance: Student's paired t test (1908). What is common to all
 * strategies of one block, such as a busy machine, cancels out. Signs of differences alone, exactly permuted, assume less, but
 * cannot find anything in five blocks, as one in 16 is all that they can reach; and resampled blocks find too much in so few.
 *
 * @param mean of the differences
 * @param low  of its 95 % interval
 * @param p    how probable it is that chance alone makes at least such a difference
 */
record PairedTest(double mean, double low, double high, double p) {

    /**
     * @param differences two or more
     * @param leastSpread standard deviation that they have at least, even where these few happen to agree
     */
    static PairedTest of(double[] differences, double leastSpread) {
        double mean = Arrays.stream(differences).average().orElseThrow();
        int degrees = differences.length - 1;
        double variance = Arrays.stream(differences).map(each -> (each - mean) * (each - mean)).sum() / degrees;
        double error = Math.max(Math.sqrt(variance), leastSpread) / Math.sqrt(differences.length);
        double half = error * StudentT.exceededWith(0.05, degrees);
        return new PairedTest(mean, mean - half, mean + half, error == 0 ? (mean == 0 ? 1 : 0) : StudentT.beyond(mean / error, degrees));
    }
}
