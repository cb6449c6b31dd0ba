package scales.worker.slots;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.concurrent.Callable;

/** One piece of work on its way through a slot, and whom to tell. */
final class Work<T> {
    private final Callable<T> task;
    private final Context caller;
    private final Promise<Done<T>> promise = Promise.promise();
    private final long submitted;

    Work(Callable<T> task, Context caller, long now) {
        this.task = task;
        this.caller = caller;
        this.submitted = now;
    }

    Promise<Done<T>> promise() {
        return promise;
    }

    /** On the slot's thread. Whatever the task throws becomes the caller's answer: a slot outlives its pictures. */
    void run(long now) {
        try {
            Done<T> done = new Done<>(task.call(), now - submitted);
            caller.runOnContext(v -> promise.tryComplete(done));
        } catch (OutOfMemoryError full) {
            fail(new NoPlace("memory", "not enough memory for this picture now", full));
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    void fail(Throwable failure) {
        caller.runOnContext(v -> promise.tryFail(failure));
    }
}
