package scales.worker.image;

import java.util.function.LongSupplier;

/** Attributes the time that passes to the three things an engine does, however often it turns from one to another. */
public final class Stopwatch {
    /** What the engine does. */
    public enum Stage { DECODE, SCALE, ENCODE }

    private final LongSupplier nanoClock;
    private final long[] nanos = new long[Stage.values().length];
    private long since;

    public Stopwatch(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.since = nanoClock.getAsLong();
    }

    /** The time since the last call, or since the beginning, was spent on this. */
    public void spent(Stage stage) {
        long now = nanoClock.getAsLong();
        nanos[stage.ordinal()] += now - since;
        since = now;
    }

    /** These nanoseconds, which have passed since the last call, were spent on this. */
    public void spent(Stage stage, long measured) {
        nanos[stage.ordinal()] += measured;
        since += measured;
    }

    /** @return nanoseconds */
    public long of(Stage stage) {
        return nanos[stage.ordinal()];
    }
}
