package scales.balancer.proxy;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes bodies take of all exchanges together: one of these for requests read ahead, one for those that are coming, one for answers. */
final class BodyMemory {
    private final AtomicLong free;

    private long size;

    BodyMemory(long bytes) {
        this.size = bytes;
        this.free = new AtomicLong(bytes);
    }

    /** What is taken stays taken; with less than that, nothing is free until enough was given back. */
    synchronized void resize(long bytes) {
        free.addAndGet(bytes - size);
        size = bytes;
    }

    boolean take(long bytes) {
        if (free.addAndGet(-bytes) >= 0) {
            return true;
        }
        free.addAndGet(bytes);
        return false;
    }

    boolean has(long bytes) {
        return free.get() >= bytes;
    }

    void giveBack(long bytes) {
        free.addAndGet(bytes);
    }
}
