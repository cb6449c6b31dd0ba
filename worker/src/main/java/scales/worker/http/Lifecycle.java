package scales.worker.http;

/** Whether this worker serves or was told to stop. Safe for use from any thread. */
public final class Lifecycle {
    private volatile boolean stopping;

    public void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }
}
