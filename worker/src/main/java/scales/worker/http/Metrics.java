package scales.worker.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import scales.worker.slots.Slots;

/** What Prometheus may ask of this worker. Each worker has its own registry: several may live in one process. */
public final class Metrics implements AutoCloseable {
    private static final Duration[] BUCKETS = LongStream.of(
                    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Timer queue = phase("queue");
    private final Timer decode = phase("decode");
    private final Timer scale = phase("scale");
    private final Timer encode = phase("encode");

    public Metrics(Slots slots) {
        gauge("scales.worker.slots", "Pictures that may be resized at once", slots::size);
        gauge("scales.worker.slots.busy", "Pictures being resized", slots::busy);
        gauge("scales.worker.queue.length", "Pictures waiting for a slot", slots::queued);
        Stream.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        collections)
                .forEach(binder -> binder.bindTo(registry));
    }

    private Timer phase(String name) {
        return Timer.builder("scales.worker.resize")
                .description("Time that pictures took, by phase")
                .tag("phase", name)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void resized(Cost cost) {
        queue.record(Duration.ofNanos(cost.queueNanos()));
        decode.record(Duration.ofNanos(cost.decodeNanos()));
        scale.record(Duration.ofNanos(cost.scaleNanos()));
        encode.record(Duration.ofNanos(cost.encodeNanos()));
    }

    /** @param code the word of a refusal, one of a fixed few */
    void rejected(String code) {
        count("scales.worker.rejected", "Requests that were turned away", "reason", code);
    }

    /** @param status as the client got it, 0 when it left before */
    void answered(int status) {
        count("scales.worker.requests", "Requests that ended, but for health and metrics", "code", Integer.toString(status));
    }

    private void count(String name, String description, String tag, String value) {
        Counter.builder(name).description(description).tag(tag, value).register(registry).increment();
    }

    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).strongReference(true).register(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
