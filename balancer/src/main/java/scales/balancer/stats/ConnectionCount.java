package scales.balancer.stats;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts clients' connections. Any thread may count and read. */
public final class ConnectionCount {
    private final AtomicInteger current = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder total = new LongAdder();

    void opened() {
        most.accumulateAndGet(current.incrementAndGet(), Math::max);
        total.increment();
    }

    void closed() {
        current.decrementAndGet();
    }

    void resetHighest() {
        most.set(current.get());
    }

    void reset() {
        resetHighest();
        total.reset();
    }

    Connections now() {
        return new Connections(current.get(), most.get(), total.sum());
    }

    /**
     * Clients' connections.
     *
     * @param most  at a time
     * @param total opened
     */
    public record Connections(int current, int most, long total) {}
}
