package scales.lab.live;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import scales.lab.command.Until;
import scales.lab.scenario.Fault;

/** Somebody's cluster: what is changed there is put back. */
final class RunningCluster implements Site {
    /** What is done through the admin API, or to a worker over HTTP, or to the load. */
    static final Set<Fault.Kind> POSSIBLE = Set.of(Fault.Kind.DRAIN, Fault.Kind.MAINT, Fault.Kind.READY, Fault.Kind.WEIGHT,
            Fault.Kind.DELAY, Fault.Kind.LATENCY, Fault.Kind.RATE, Fault.Kind.CLIENTS);
    private static final Duration UP_WITHIN = Duration.ofSeconds(60);

    private final URI door;
    private final Operator operator;
    private final Map<String, JsonObject> before = new LinkedHashMap<>();
    private final Set<String> slowed = new HashSet<>();
    private final String strategyBefore;

    /** @throws IOException also when there is no balancer, or it does not let us change anything */
    RunningCluster(URI door, URI admin, String token) throws IOException, InterruptedException {
        this.door = door;
        this.operator = new Operator(admin, token);
        this.strategyBefore = operator.askOnce("GET", "/admin/strategy").getString("strategy");
        operator.nodes().forEach(node -> before.put(node.getString("id"), node));
        operator.strategy(strategyBefore);
    }

    @Override
    public URI door() {
        return door;
    }

    @Override
    public Operator operator() {
        return operator;
    }

    @Override
    public List<String> about() {
        return List.of("a running cluster at " + door + ", whose nodes and limits are its own: " + before.values().stream()
                .map(node -> node.getString("id") + " with weight " + node.getInteger("weight") + ", "
                        + (node.getInteger("limit") == 0 ? "no limit" : "limit " + node.getInteger("limit")))
                .collect(Collectors.joining("; ")));
    }

    @Override
    public void reset(String strategy) throws IOException, InterruptedException {
        for (String id : Set.copyOf(slowed)) {
            operator.delay(address(id), 0, "occupy");
            slowed.remove(id);
        }
        operator.strategy(strategy);
        for (JsonObject node : before.values()) {
            operator.state(node.getString("id"), node.getString("state").toLowerCase(java.util.Locale.ROOT));
            operator.weight(node.getString("id"), node.getInteger("weight"));
        }
        Until.holds(UP_WITHIN, () -> operator.nodes().stream().allMatch(this::asBefore));
        operator.ask("POST", "/admin/stats/reset", null);
    }

    /** Who was not UP when we came need not be now. */
    private boolean asBefore(JsonObject node) {
        JsonObject was = before.get(node.getString("id"));
        return was == null || !was.getString("health").startsWith("UP") || node.getString("health").startsWith("UP");
    }

    private URI address(String id) throws IOException {
        if (!before.containsKey(id)) {
            throw new IOException("the cluster has no node " + id);
        }
        return URI.create("http://" + before.get(id).getString("address"));
    }

    @Override
    public void perform(Fault fault) throws IOException, InterruptedException {
        if (!operator.performs(fault)) {
            slowed.add(fault.node());
            operator.delay(address(fault.node()), Math.round(fault.value()), fault.kind() == Fault.Kind.DELAY ? "occupy" : "latency");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            reset(strategyBefore);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
