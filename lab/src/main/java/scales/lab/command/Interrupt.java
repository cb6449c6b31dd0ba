package scales.lab.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C ends the work, not the report of it: the process ends, with status 130, when this is closed. */
public final class Interrupt implements AutoCloseable {
    private final CountDownLatch reported = new CountDownLatch(1);
    private final Duration patience;
    private Thread hook;

    /** @param patience with the end of the work and the report, once it was interrupted */
    public Interrupt(Duration patience) {
        this.patience = patience;
    }

    /** From now on. @param stop has the work end soon; called by another thread */
    public void ends(Runnable stop) {
        hook = new Thread(() -> {
            stop.run();
            await();
        }, "interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            reported.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        reported.countDown();
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException interrupted) {
            // It is at work, and ends now.
        }
    }
}
