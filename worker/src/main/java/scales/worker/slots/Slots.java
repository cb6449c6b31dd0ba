package scales.worker.slots;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * At most so many pieces of work at once, at most so many waiting, first come first served; work waits only while
 * every slot is busy. Safe for use from any thread.
 */
public final class Slots {
    private static final Duration LONGEST_WAIT_FOR_MEMORY = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Memory memory;
    private final int size;
    private final int queueLength;
    private final LongSupplier nanoClock;

    /** Both guarded by {@code this}; at least one of them is empty at any time. */
    private final Deque<Slot> idle = new ArrayDeque<>();

    private final Deque<Work<?>> waiting = new ArrayDeque<>();

    private Slots(Vertx vertx, int size, int queueLength, long memory, LongSupplier nanoClock) {
        this.vertx = vertx;
        this.memory = new Memory(memory, LONGEST_WAIT_FOR_MEMORY);
        this.size = size;
        this.queueLength = queueLength;
        this.nanoClock = nanoClock;
    }

    /**
     * @param name   begins the names of the slots' threads
     * @param memory bytes for all running work together; work that does not fit in waits in its slot
     */
    public static Future<Slots> open(
            Vertx vertx, String name, int size, int queueLength, long memory, LongSupplier nanoClock) {
        Slots slots = new Slots(vertx, size, queueLength, memory, nanoClock);
        DeploymentOptions options = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setInstances(size)
                // Pools are shared by name: two workers in one process must not end up on the threads of one.
                .setWorkerPoolName("%s-%.4s".formatted(name, UUID.randomUUID()))
                .setWorkerPoolSize(size);
        return vertx.deployVerticle(() -> new Slot(slots), options).map(slots);
    }

    /**
     * Runs the task in a slot, now or as soon as one is free.
     *
     * @param gone completes when nobody waits for the result any more: work that still waits gives up its place, work
     *             that runs is finished for nothing, since a decoder cannot be interrupted
     * @return completed on the caller's context; fails with {@link NoPlace} when the queue is full or memory ran out,
     *     with {@link Gone}, or with what the task threw
     */
    public <T> Future<Done<T>> submit(Task<T> task, Future<Void> gone) {
        Work<T> work = new Work<>(task, vertx.getOrCreateContext(), nanoClock);
        if (!admit(work)) {
            return Future.failedFuture(new NoPlace("queue", "all slots are busy and the queue is full"));
        }
        gone.onComplete(v -> leave(work));
        return work.promise().future();
    }

    private synchronized boolean admit(Work<?> work) {
        if (!idle.isEmpty()) {
            idle.pop().take(work);
            return true;
        }
        return waiting.size() < queueLength && waiting.offer(work);
    }

    private void leave(Work<?> work) {
        boolean waited;
        synchronized (this) {
            waited = waiting.remove(work);
        }
        if (waited) {
            work.fail(new Gone());
        }
    }

    void run(Work<?> work) {
        work.run(memory);
    }

    synchronized void free(Slot slot) {
        Work<?> next = waiting.poll();
        if (next == null) {
            idle.push(slot);
        } else {
            slot.take(next);
        }
    }

    public int size() {
        return size;
    }

    public synchronized int busy() {
        return size - idle.size();
    }

    public synchronized int queued() {
        return waiting.size();
    }
}
