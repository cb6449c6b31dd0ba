package scales.balancer.strategy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import scales.balancer.node.Node;

/** Each node's average latency, turned into the score that the latency strategies compare. */
final class Latencies {

    /** A moving average; guarded by itself. */
    interface Average {
        void add(long latencyNanos, long nowNanos);

        /** @return nanoseconds, or 0 when nothing recent is known */
        double at(long nowNanos);
    }

    /** An unknown node that is being tried already is worse than any known one, until its first answer (Finagle). */
    private static final double BEING_TRIED = 1e18;

    private final Map<String, Average> averages = new ConcurrentHashMap<>();
    private final Supplier<Average> fresh;
    private final LongSupplier nanoClock;

    Latencies(Supplier<Average> fresh, LongSupplier nanoClock) {
        this.fresh = fresh;
        this.nanoClock = nanoClock;
    }

    void add(Node node, long latencyNanos) {
        Average average = averages.computeIfAbsent(node.id(), id -> fresh.get());
        synchronized (average) {
            average.add(latencyNanos, nanoClock.getAsLong());
        }
    }

    /** Latency x (in flight + 1) / weight. */
    double score(Node node) {
        int inFlight = node.inFlight();
        double latency = latency(node);
        if (latency == 0 && inFlight > 0) {
            return BEING_TRIED + inFlight;
        }
        return latency * (inFlight + 1) / node.weight();
    }

    private double latency(Node node) {
        Average average = averages.get(node.id());
        if (average == null) {
            return 0;
        }
        synchronized (average) {
            return average.at(nanoClock.getAsLong());
        }
    }

    void retain(Set<String> ids) {
        averages.keySet().retainAll(ids);
    }
}
