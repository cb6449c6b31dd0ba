package scales.worker.slots;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Memory for running work, admitted by estimate before it is needed: without it a few very large pictures at once would
 * end in an OutOfMemoryError for all. First come first served, or small pictures would starve a large one. Safe for use
 * from any thread.
 */
final class Memory {
    private static final long UNIT = 64 * 1024;

    private final int budget;
    private final Semaphore free;
    private final Duration longestWait;

    /** @param bytes the budget */
    Memory(long bytes, Duration longestWait) {
        this.budget = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
        this.free = new Semaphore(budget, true);
        this.longestWait = longestWait;
    }

    /**
     * Waits for as much memory, blocking. Work estimated above the whole budget gets all of it, and so runs alone.
     *
     * @return what to give back
     * @throws NoPlace when others did not give back enough in time
     */
    int take(long bytes) throws NoPlace, InterruptedException {
        int units = (int) Math.min(budget, (bytes + UNIT - 1) / UNIT);
        if (!free.tryAcquire(units, longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new NoPlace("memory", "no memory for a picture of this size now");
        }
        return units;
    }

    void give(int taken) {
        free.release(taken);
    }
}
