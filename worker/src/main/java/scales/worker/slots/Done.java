package scales.worker.slots;

/**
 * Work that had its slot.
 *
 * @param queueNanos how long it waited for the slot, in nanoseconds
 */
public record Done<T>(T result, long queueNanos) {}
