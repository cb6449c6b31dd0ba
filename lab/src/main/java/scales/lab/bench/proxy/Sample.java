package scales.lab.bench.proxy;

import java.time.Duration;

/**
 * One measurement of one cell.
 *
 * @param cpuMicros of the proxy's process, for each request; 0 without a proxy
 * @param p50Micros latency
 */
record Sample(long requests, double perSecond, double cpuMicros, double p50Micros, double p99Micros) {
    private static final double NANOS = 1_000;

    static Sample of(Load.Answered answered, Duration cpu, Duration wall) {
        return new Sample(answered.requests(), answered.requests() * 1e9 / wall.toNanos(), cpu.toNanos() / NANOS / answered.requests(),
                answered.latencies().getValueAtPercentile(50) / NANOS, answered.latencies().getValueAtPercentile(99) / NANOS);
    }
}
