package scales.balancer.proxy;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the connections of clients in and out. Any thread. */
final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final long LOG_NANOS = 1_000_000_000L;

    private final AtomicInteger current = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final AtomicLong lastLogNanos;
    private final AtomicInteger unsaid = new AtomicInteger();
    private final LongSupplier nanoClock;

    Connections(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.lastLogNanos = new AtomicLong(nanoClock.getAsLong() - LOG_NANOS);
    }

    /** @return whether there is room for one more; if so, {@link #leave()} must follow */
    boolean enter(ClientSettings settings) {
        if (current.incrementAndGet() > settings.maxConnections()) {
            current.decrementAndGet();
            refused("of all clients", settings.maxConnections());
            return false;
        }
        return true;
    }

    void leave() {
        current.decrementAndGet();
    }

    /** @return whether there is room for one more of that address; if so, {@link #leave(String)} must follow */
    boolean enter(String address, ClientSettings settings) {
        int most = settings.maxConnectionsPerAddress();
        if (byAddress.merge(address, 1, Integer::sum) > most && most > 0) {
            leave(address);
            refused("of " + address, most);
            return false;
        }
        return true;
    }

    void leave(String address) {
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    /** Once a second at most: who attacks must not fill the log. */
    private void refused(String whose, int most) {
        int refusals = unsaid.incrementAndGet();
        long now = nanoClock.getAsLong();
        long last = lastLogNanos.get();
        if (now - last >= LOG_NANOS && lastLogNanos.compareAndSet(last, now)) {
            unsaid.addAndGet(-refusals);
            LOG.warn("Closed {} new connections at once: there are {} {}", refusals, most, whose);
        }
    }
}
