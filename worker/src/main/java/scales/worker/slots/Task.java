package scales.worker.slots;

import java.util.concurrent.Callable;

/** Work for a slot, in two steps: a short look at what it will take, then the work itself. */
@FunctionalInterface
public interface Task<T> {
    Sized<T> prepare() throws Exception;

    /**
     * @param memory bytes that the work takes at most, by estimate
     * @param work   what is left to do
     */
    record Sized<T>(long memory, Callable<T> work) {}
}
