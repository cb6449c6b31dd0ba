package scales.balancer.stats;

/**
 * The mean of the last thousand values or so, as HAProxy's {@code qtime} to {@code ttime} (management guide, 9.1): once 1024
 * have come, each new one takes the place of a 1024th of the sum. Guarded by itself.
 */
final class RecentMean {
    private static final int WINDOW = 1_024;

    private long sum;
    private int count;
    private long highest;

    synchronized void add(long value) {
        if (count < WINDOW) {
            count++;
            sum += value;
        } else {
            sum += value - sum / WINDOW;
        }
        highest = Math.max(highest, value);
    }

    synchronized long mean() {
        return count == 0 ? 0 : sum / count;
    }

    synchronized long highest() {
        return highest;
    }

    synchronized void resetHighest() {
        highest = 0;
    }

    synchronized void reset() {
        sum = 0;
        count = 0;
        highest = 0;
    }
}
