package scales.worker.slots;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.function.LongSupplier;

/** One task on its way through a slot, and whom to tell. */
final class Work<T> {
    private final Task<T> task;
    private final Context caller;
    private final LongSupplier nanoClock;
    private final long submitted;
    private final Promise<Done<T>> promise = Promise.promise();

    Work(Task<T> task, Context caller, LongSupplier nanoClock) {
        this.task = task;
        this.caller = caller;
        this.nanoClock = nanoClock;
        this.submitted = nanoClock.getAsLong();
    }

    Promise<Done<T>> promise() {
        return promise;
    }

    /** On the slot's thread. Whatever the task throws becomes the caller's answer: a slot outlives its pictures. */
    void run(Memory memory) {
        try {
            Done<T> done = done(memory);
            caller.runOnContext(v -> promise.tryComplete(done));
        } catch (OutOfMemoryError full) {
            fail(new NoPlace("memory", "not enough memory for this picture now", full));
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private Done<T> done(Memory memory) throws Exception {
        Task.Sized<T> sized = task.prepare();
        int taken = memory.take(sized.memory());
        try {
            long started = nanoClock.getAsLong();
            return new Done<>(sized.work().call(), started - submitted);
        } finally {
            memory.give(taken);
        }
    }

    void fail(Throwable failure) {
        caller.runOnContext(v -> promise.tryFail(failure));
    }
}
