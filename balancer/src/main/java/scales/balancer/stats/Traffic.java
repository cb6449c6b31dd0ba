package scales.balancer.stats;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What went through one place: a node, or the door for clients. Any thread may count and read. */
public final class Traffic {
    private final AtomicInteger current = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final LongAdder total = new LongAdder();
    private final LongAdder chosen = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder[] byClass = adders(6);
    private final LongAdder unreachable = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final AtomicLong lastMillis = new AtomicLong();
    private final Rate rate = new Rate();
    private final Times times = new Times();
    private final Durations latency = new Durations();
    private final Tally<Outcome> outcomes = new Tally<>();

    private static LongAdder[] adders(int count) {
        LongAdder[] adders = new LongAdder[count];
        for (int i = 0; i < count; i++) {
            adders[i] = new LongAdder();
        }
        return adders;
    }

    void began(long nanos, long wallMillis) {
        most.accumulateAndGet(current.incrementAndGet(), Math::max);
        total.increment();
        rate.count(nanos);
        lastMillis.set(wallMillis);
    }

    void chosen() {
        chosen.increment();
    }

    void ended() {
        current.decrementAndGet();
    }

    void answered(int status, long latencyNanos) {
        status(status);
        latency.record(latencyNanos);
    }

    void took(long queueNanos, long responseNanos, long totalNanos) {
        times.add(queueNanos, responseNanos, totalNanos);
    }

    /** @param status 100 to 599, or anything else for none */
    void status(int status) {
        byClass[status >= 100 && status < 600 ? status / 100 : 0].increment();
    }

    /** A client's request ended, whoever answered. */
    void finished(Outcome outcome) {
        outcomes.count(outcome);
    }

    void moved(long in, long out) {
        bytesIn.add(in);
        bytesOut.add(out);
    }

    void unreachable() {
        unreachable.increment();
    }

    void broken() {
        broken.increment();
    }

    void timedOut() {
        timedOut.increment();
    }

    void busy() {
        busy.increment();
    }

    void retried() {
        retried.increment();
    }

    void abandoned() {
        abandoned.increment();
    }

    /** Forgets how high anything ever was. */
    void resetHighest() {
        most.set(current.get());
        rate.resetMost();
        times.resetHighest();
    }

    /** Forgets all but what is under way. */
    void reset() {
        most.set(current.get());
        for (LongAdder adder : new LongAdder[] {total, chosen, bytesIn, bytesOut, unreachable, broken, timedOut, busy, retried, abandoned}) {
            adder.reset();
        }
        for (LongAdder adder : byClass) {
            adder.reset();
        }
        rate.reset();
        times.reset();
        latency.reset();
        outcomes.reset();
    }

    /** The counters now; not of one instant, as counting goes on. */
    public Counts counts(long nanos) {
        long late = timedOut.sum();
        return new Counts(current.get(), most.get(), total.sum(), chosen.sum(), bytesIn.sum(), bytesOut.sum(),
                byClass[0].sum(), byClass[1].sum(), byClass[2].sum(), byClass[3].sum(), byClass[4].sum(), byClass[5].sum(),
                unreachable.sum(), broken.sum() + late, late, busy.sum(), retried.sum(), abandoned.sum(), lastMillis.get(),
                rate.perSecond(nanos), rate.most(), times.now(), latency.summary());
    }

    Durations latency() {
        return latency;
    }

    Tally<Outcome> outcomes() {
        return outcomes;
    }

    /**
     * What became of a client's request.
     *
     * @param strategy {@code ""} when it came to none
     * @param status   as the client got it, 0 for no complete answer
     */
    public record Outcome(String strategy, int status) {}

    /** Means of the last thousand requests or so, and highest since the start or the last reset; in milliseconds. */
    public record RecentTimes(long queue, long response, long total, long highestQueue, long highestResponse,
            long highestTotal) {}

    /** In milliseconds, from sending a request to the first byte of its answer. */
    public record Latencies(long count, double mean, double p50, double p95, double p99, double max) {}

    /**
     * Counters of a {@link Traffic}.
     *
     * @param current     under way
     * @param most        under way at a time
     * @param total       begun
     * @param chosen      begun by the strategy's choice, not by affinity
     * @param none        ended without a status
     * @param unreachable attempts that reached nobody
     * @param broken      attempts that broke off or timed out
     * @param timedOut    those of them that timed out
     * @param busy        attempts that the node turned away
     * @param retried     attempts that went on elsewhere
     * @param abandoned   by clients
     * @param lastMillis  when the last one began, since the epoch; 0 for never
     * @param rate        begun in the last whole second
     */
    public record Counts(int current, int most, long total, long chosen, long bytesIn, long bytesOut, long none, long status1xx,
            long status2xx, long status3xx, long status4xx, long status5xx, long unreachable, long broken, long timedOut, long busy,
            long retried, long abandoned, long lastMillis, long rate, long mostRate, RecentTimes times,
            Latencies latencies) {}
}
