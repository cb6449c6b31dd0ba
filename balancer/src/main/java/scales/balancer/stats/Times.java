package scales.balancer.stats;

import java.util.concurrent.TimeUnit;

/** Where the time of answered requests goes. Guarded by its parts. */
final class Times {
    private final RecentMean queue = new RecentMean();
    private final RecentMean response = new RecentMean();
    private final RecentMean total = new RecentMean();

    /** In nanoseconds: waiting for a place, from sending to the first byte of the answer, and altogether. */
    void add(long queueNanos, long responseNanos, long totalNanos) {
        queue.add(TimeUnit.NANOSECONDS.toMicros(queueNanos));
        response.add(TimeUnit.NANOSECONDS.toMicros(responseNanos));
        total.add(TimeUnit.NANOSECONDS.toMicros(totalNanos));
    }

    void resetHighest() {
        queue.resetHighest();
        response.resetHighest();
        total.resetHighest();
    }

    void reset() {
        queue.reset();
        response.reset();
        total.reset();
    }

    Traffic.RecentTimes now() {
        return new Traffic.RecentTimes(millis(queue.mean()), millis(response.mean()), millis(total.mean()),
                millis(queue.highest()), millis(response.highest()), millis(total.highest()));
    }

    private static long millis(long micros) {
        return TimeUnit.MICROSECONDS.toMillis(micros);
    }
}
