package scales.balancer.stats;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import scales.balancer.node.Node;

/**
 * The balancer's own metrics, made of what is counted anyway when somebody asks, so that requests pay nothing for them. Of nodes that
 * are in the pool; {@code node=""} is what no node had a part in.
 */
final class Gathering implements MultiCollector {
    private static final List<String> STATES = List.of("UP", "DOWN", "DRAIN", "MAINT", "NOLB");

    private final String version;
    private final StatsBook stats;
    private final Supplier<List<Node>> pool;
    private final IntSupplier waiting;
    private final LongSupplier unwritten;

    Gathering(String version, StatsBook stats, Supplier<List<Node>> pool, IntSupplier waiting, LongSupplier unwritten) {
        this.version = version;
        this.stats = stats;
        this.pool = pool;
        this.waiting = waiting;
        this.unwritten = unwritten;
    }

    /** One line of a metric. */
    private record Sample(double value, String... labels) {}

    @Override
    public MetricSnapshots collect() {
        List<Node> nodes = pool.get();
        List<MetricSnapshot> all = new ArrayList<>();
        traffic(nodes, all);
        states(nodes, all);
        door(all);
        return new MetricSnapshots(all);
    }

    private void traffic(List<Node> nodes, List<MetricSnapshot> all) {
        Map<Node, Traffic.Counts> counts = new LinkedHashMap<>();
        nodes.forEach(node -> counts.put(node, stats.node(node.id())));
        all.add(counter("scales_requests", "Clients' requests that ended, by the last node, the status (0: no complete answer) and the strategy.",
                Stream.concat(outcomes("", stats.doorTraffic()),
                        nodes.stream().flatMap(node -> outcomes(node.id(), stats.traffic(node.id()))))));
        all.add(Buckets.histogram("scales_node_response_seconds", "From sending a request to a node to the first byte of its answer.",
                nodes.stream().map(node -> Buckets.point(stats.traffic(node.id()).latency(), Labels.of("node", node.id())))));
        all.add(counter("scales_node_failures", "Attempts that brought no answer.", counts.entrySet().stream().flatMap(entry -> {
            String node = entry.getKey().id();
            Traffic.Counts of = entry.getValue();
            return Stream.of(
                    new Sample(of.unreachable(), "node", node, "kind", "unreachable"),
                    new Sample(of.broken() - of.timedOut(), "node", node, "kind", "broken"),
                    new Sample(of.timedOut(), "node", node, "kind", "timed_out"),
                    new Sample(of.busy(), "node", node, "kind", "busy"));
        })));
        all.add(counter("scales_retries", "Attempts on a node that went on elsewhere.", counts.entrySet().stream()
                .map(entry -> new Sample(entry.getValue().retried(), "node", entry.getKey().id()))));
        all.add(counter("scales_bytes", "Bytes of bodies, in: to the node, out: to the client.", counts.entrySet().stream().flatMap(entry -> Stream.of(
                new Sample(entry.getValue().bytesIn(), "node", entry.getKey().id(), "direction", "in"),
                new Sample(entry.getValue().bytesOut(), "node", entry.getKey().id(), "direction", "out")))));
    }

    private static Stream<Sample> outcomes(String node, Traffic traffic) {
        return traffic.outcomes().now().entrySet().stream().map(entry -> new Sample(entry.getValue(),
                "node", node, "code", Integer.toString(entry.getKey().status()), "strategy", entry.getKey().strategy()));
    }

    private void states(List<Node> nodes, List<MetricSnapshot> all) {
        all.add(each("scales_node_in_flight", "Requests that hold a place on the node.", nodes, Node::inFlight));
        all.add(each("scales_node_limit", "The most at a time, 0 for no limit.", nodes, Node::limit));
        all.add(each("scales_node_weight", "The weight that counts, slow start included.", nodes, Node::effectiveWeight));
        all.add(each("scales_node_up", "1 when checks and requests find it well.", nodes, node -> node.isUp() ? 1 : 0));
        all.add(each("scales_node_ejected", "1 while requests that failed keep it out.", nodes, node -> node.ejection().keepsOut() ? 1 : 0));
        all.add(each("scales_sticky_clients", "Clients that came with the node's cookie, or got it, within five minutes.", nodes,
                node -> stats.stickyClients(node.id())));
        all.add(gauge("scales_node_state", "1 for the status that the node has, in HAProxy's words.", nodes.stream().flatMap(node -> {
            String now = node.status().split(" ")[0];
            return STATES.stream().map(state -> new Sample(state.equals(now) ? 1 : 0, "node", node.id(), "state", state));
        })));
        all.add(counter("scales_node_health_transitions", "Times that checks found it UP or DOWN, and not what it was.", nodes.stream().flatMap(node -> {
            HealthHistory health = stats.health(node.id());
            return Stream.of(new Sample(health.rises(), "node", node.id(), "to", "up"), new Sample(health.falls(), "node", node.id(), "to", "down"));
        })));
    }

    private void door(List<MetricSnapshot> all) {
        ConnectionCount.Connections connections = stats.connections();
        all.add(Buckets.histogram("scales_request_duration_seconds", "From a request's head to the end of its answer.",
                Stream.of(Buckets.point(stats.doorTraffic().latency(), Labels.EMPTY))));
        all.add(Buckets.histogram("scales_queue_wait_seconds", "Waiting for a place on a node, of requests that had to.",
                Stream.of(Buckets.point(stats.waits(), Labels.EMPTY))));
        all.add(gauge("scales_queue_length", "Requests that wait for a place on a node.", Stream.of(new Sample(waiting.getAsInt()))));
        all.add(counter("scales_affinity", "What affinity did for clients' requests.",
                stats.affinity().now().entrySet().stream().map(entry -> new Sample(entry.getValue(), "outcome", entry.getKey()))));
        all.add(counter("scales_clients_left", "Clients that left before their answer was whole.", Stream.of(new Sample(stats.door().abandoned()))));
        all.add(gauge("scales_connections", "Clients' connections.", Stream.of(new Sample(connections.current()))));
        all.add(counter("scales_connections_opened", "Clients' connections since the start.", Stream.of(new Sample(connections.total()))));
        all.add(counter("scales_access_log_dropped", "Lines that were not written because the log was too slow, or failed.",
                Stream.of(new Sample(unwritten.getAsLong()))));
        all.add(InfoSnapshot.builder().name("scales_build").help("The balancer's version.")
                .dataPoint(new InfoSnapshot.InfoDataPointSnapshot(Labels.of("version", version))).build());
    }

    private static GaugeSnapshot each(String name, String help, List<Node> nodes, Function<Node, Number> value) {
        return gauge(name, help, nodes.stream().map(node -> new Sample(value.apply(node).doubleValue(), "node", node.id())));
    }

    private static GaugeSnapshot gauge(String name, String help, Stream<Sample> samples) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        samples.forEach(sample -> gauge.dataPoint(new GaugeSnapshot.GaugeDataPointSnapshot(sample.value(), Labels.of(sample.labels()), null)));
        return gauge.build();
    }

    /** @param name without {@code _total} */
    private static CounterSnapshot counter(String name, String help, Stream<Sample> samples) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        samples.forEach(sample ->
                counter.dataPoint(new CounterSnapshot.CounterDataPointSnapshot(sample.value(), Labels.of(sample.labels()), null, 0)));
        return counter.build();
    }
}
