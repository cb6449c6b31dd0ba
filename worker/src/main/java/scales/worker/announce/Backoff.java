package scales.worker.announce;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubling up to a bound, the upper half of it by chance, so that many workers
 * do not knock on a restarted balancer at the same moment.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 250;

    private final long mostMillis;
    private final RandomGenerator random;
    private long current = FIRST_MILLIS;

    Backoff(long mostMillis, RandomGenerator random) {
        this.mostMillis = mostMillis;
        this.random = random;
    }

    long nextMillis() {
        long wait = Math.max(2, Math.min(current, mostMillis));
        current = Math.min(2 * wait, mostMillis);
        return wait / 2 + random.nextLong(wait / 2 + 1);
    }

    void reset() {
        current = FIRST_MILLIS;
    }
}
