package scales.balancer.proxy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** For what comes true soon, and nobody tells when. */
final class Eventually {
    private static final long PAUSE_NANOS = 20_000_000;

    private Eventually() {}

    static void within(Duration most, ThrowingCallable assertion) throws Exception {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            try {
                assertion.call();
                return;
            } catch (AssertionError | Exception notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } catch (Throwable broken) {
                throw new AssertionError(broken);
            }
        }
    }
}
