package scales.balancer.strategy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import scales.balancer.node.Node;
import scales.balancer.node.Outcome;

/** The lowest average latency x (in flight + 1) / weight. How latencies are averaged makes one strategy or another of it. */
final class LowestLatency implements Strategy {

    /** A moving average; guarded by itself. */
    interface Average {
        void add(long latencyNanos, long nowNanos);

        /** @return nanoseconds, or 0 when nothing recent is known */
        double at(long nowNanos);
    }

    /** An unknown node that is being tried already is worse than any known one, until its first answer (Finagle). */
    private static final double BEING_TRIED_NANOS = 1e15;

    /** Left alone that long, an unknown node that gave no answer; else idle and free of cost it would be tried by all. */
    private static final long IN_VAIN_NANOS = Duration.ofSeconds(1).toNanos();

    private final Map<String, Average> averages = new ConcurrentHashMap<>();
    private final Map<String, Long> triedInVain = new ConcurrentHashMap<>();
    private final Supplier<Average> fresh;
    private final LongSupplier nanoClock;
    private final LowestScore lowest;

    /**
     * @param fresh  an average that knows nothing yet
     * @param reason a clause for people
     */
    LowestLatency(Supplier<Average> fresh, LongSupplier nanoClock, String reason) {
        this.fresh = fresh;
        this.nanoClock = nanoClock;
        this.lowest = new LowestScore(reason);
    }

    @Override
    public Optional<Pick> pick(Candidates candidates) {
        return lowest.pick(candidates.open(), this::score);
    }

    @Override
    public void observe(Node node, Outcome outcome, long latencyNanos) {
        if (outcome != Outcome.SUCCEEDED) {
            triedInVain.put(node.id(), nanoClock.getAsLong());
            return;
        }
        triedInVain.remove(node.id());
        Average average = averages.computeIfAbsent(node.id(), id -> fresh.get());
        synchronized (average) {
            average.add(latencyNanos, nanoClock.getAsLong());
        }
    }

    private double score(Node node) {
        int inFlight = node.inFlight();
        double latency = latency(node);
        if (latency == 0 && (inFlight > 0 || wasTriedInVain(node))) {
            latency = BEING_TRIED_NANOS;
        }
        return latency * (inFlight + 1) / node.effectiveWeight();
    }

    private boolean wasTriedInVain(Node node) {
        Long when = triedInVain.get(node.id());
        return when != null && nanoClock.getAsLong() - when < IN_VAIN_NANOS;
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

    @Override
    public void retain(Set<String> ids) {
        averages.keySet().retainAll(ids);
        lowest.retain(ids);
        triedInVain.keySet().retainAll(ids);
    }
}
