package scales.worker.http;

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
        gauge("resize.slots", "Pictures that may be resized at once", slots::size);
        gauge("resize.slots.busy", "Pictures being resized", slots::busy);
        gauge("resize.queue", "Pictures waiting for a slot", slots::queued);
        Stream.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        collections)
                .forEach(binder -> binder.bindTo(registry));
    }

    private Timer phase(String name) {
        return Timer.builder("resize")
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
        registry.counter("resize.rejected", "reason", code).increment();
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
