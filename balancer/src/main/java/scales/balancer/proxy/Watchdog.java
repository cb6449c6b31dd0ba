package scales.balancer.proxy;

import io.vertx.core.Vertx;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Looks after exchanges, bodies and connections of one event loop: one timer for all of them, as timers of their own would be set and
 * cancelled for nothing with nearly every request. Confined to that event loop.
 */
final class Watchdog {
    /** No timeout is kept more exactly than this. */
    private static final long INTERVAL_MILLIS = 100;
    private static final long ASLEEP = -1;

    /** What it looks after. */
    interface Watched {
        void check(long nowNanos);
    }

    private final Vertx vertx;
    private final LongSupplier nanoClock;
    private final Set<Watched> watched = new HashSet<>();
    private long timer = ASLEEP;

    Watchdog(Vertx vertx, LongSupplier nanoClock) {
        this.vertx = vertx;
        this.nanoClock = nanoClock;
    }

    void watch(Watched one) {
        watched.add(one);
        if (timer == ASLEEP) {
            timer = vertx.setPeriodic(INTERVAL_MILLIS, tick -> look());
        }
    }

    void forget(Watched one) {
        watched.remove(one);
    }

    private void look() {
        if (watched.isEmpty()) {
            vertx.cancelTimer(timer);
            timer = ASLEEP;
            return;
        }
        long now = nanoClock.getAsLong();
        // A copy: who is found late forgets itself.
        List.copyOf(watched).forEach(each -> each.check(now));
    }
}
