package scales.lab.live;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scales.lab.command.Folders;
import scales.lab.command.Until;
import scales.lab.scenario.Fault;
import scales.lab.scenario.NodePlan;
import scales.lab.scenario.Scenario;
import scales.lab.up.Child;
import scales.lab.up.WatchedBalancer;

/** A balancer and the scenario's workers, each a process. */
final class OwnCluster implements Site {
    /** More JVMs than that are no measurement on one machine. */
    static final int MOST_NODES = 32;
    private static final long STARTS_SECONDS = 60;
    private static final Duration UP_WITHIN = Duration.ofMinutes(2);

    private final Scenario scenario;
    private final boolean paced;
    private final Path logs;
    private final Map<String, OwnNode> nodes = new LinkedHashMap<>();
    private Child balancer;
    private URI door;
    private Operator operator;

    private OwnCluster(Scenario scenario, boolean paced, Path logs) {
        this.scenario = scenario;
        this.paced = paced;
        this.logs = logs;
    }

    /** @param paced whether each request takes the mean of the scenario's service on top of what it needs */
    static OwnCluster start(Scenario scenario, boolean paced) throws IOException, InterruptedException {
        OwnCluster cluster = new OwnCluster(scenario, paced, Files.createTempDirectory("scales-compare-"));
        try {
            cluster.start();
            return cluster;
        } catch (IOException | InterruptedException failure) {
            cluster.close();
            throw failure;
        }
    }

    private void start() throws IOException, InterruptedException {
        for (NodePlan plan : scenario.nodes()) {
            add(plan).launch();
        }
        balancer = new Child(List.of("-XX:MaxRAMPercentage=20", "-XX:+ExitOnOutOfMemoryError", WatchedBalancer.class.getName(),
                "--host", "127.0.0.1", "--port", "0", "--admin-port", "0", "--cli-port", "0", "--queue", String.valueOf(scenario.queue())), logs.resolve("balancer.log"));
        String[] ports = balancer.reply(STARTS_SECONDS).split(" ");
        door = URI.create("http://127.0.0.1:" + ports[0]);
        operator = new Operator(URI.create("http://127.0.0.1:" + ports[1]), null);
        for (OwnNode node : nodes.values()) {
            node.await(operator);
        }
    }

    private OwnNode add(NodePlan plan) throws IOException {
        int heap = Math.max(1, 50 / scenario.nodes().size());
        nodes.put(plan.id(), new OwnNode(plan, slower(plan), mode(), logs.resolve(plan.id() + ".log"), Math.min(20, heap)));
        return nodes.get(plan.id());
    }

    /** What a slower node needs longer for the mean request; when paced, all that a request takes. */
    private long slower(NodePlan plan) {
        double mean = scenario.service().meanNanos() / 1e6;
        return Math.round(mean / plan.speed() - (paced ? 0 : mean));
    }

    /** A page needs no slot. */
    private String mode() {
        return scenario.path().equals("/resize") ? "slot" : "latency";
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
        List<String> lines = new ArrayList<>(List.of("its own cluster on this machine (" + Runtime.getRuntime().availableProcessors()
                + " cores): balancer and workers are processes, clients are in one more"));
        lines.add(NodePlan.text(scenario.nodes()));
        for (NodePlan plan : scenario.nodes()) {
            if (slower(plan) != 0 && (plan.speed() != 1 || plan == scenario.nodes().get(0))) {
                lines.add((plan.speed() == 1 ? "a node of speed 1" : plan.id() + ", of speed " + plan.speed() + ",")
                        + (mode().equals("slot") ? " keeps each picture's slot " : " answers ") + slower(plan)
                        + " ms longer than it needs to (POST /delay, mode " + mode() + ")");
            }
        }
        return lines;
    }

    /** All nodes join anew, in the scenario's order: what is known of one's health is forgotten with it. */
    @Override
    public synchronized void reset(String strategy) throws IOException, InterruptedException {
        for (JsonObject node : operator.nodes()) {
            operator.remove(node.getString("id"));
        }
        List<String> planned = scenario.nodes().stream().map(NodePlan::id).toList();
        for (OwnNode node : List.copyOf(nodes.values())) {
            if (!planned.contains(node.id())) {
                node.kill();
                nodes.remove(node.id());
            } else if (node.isRunning()) {
                node.thaw();
            } else {
                node.launch();
            }
        }
        for (NodePlan plan : scenario.nodes()) {
            if (!nodes.containsKey(plan.id())) {
                add(plan).launch();
            }
        }
        operator.strategy(strategy);
        for (NodePlan plan : scenario.nodes()) {
            nodes.get(plan.id()).await(operator);
            operator.ask("POST", "/admin/nodes", nodes.get(plan.id()).entry());
            // Who was drained when it was removed is drained when it is back.
            operator.state(plan.id(), "ready");
            operator.weight(plan.id(), plan.weight());
        }
        if (!Until.holds(UP_WITHIN, () -> operator.nodes().stream().allMatch(node -> node.getString("health").startsWith("UP")))) {
            throw new IOException("not all nodes are UP after " + UP_WITHIN.toSeconds() + " s, though their workers answer");
        }
        operator.ask("POST", "/admin/stats/reset", null);
    }

    @Override
    public void perform(Fault fault) throws IOException, InterruptedException {
        if (operator.performs(fault)) {
            return;
        }
        OwnNode node = fault.kind() == Fault.Kind.JOIN ? joining(fault.node()) : known(fault.node());
        switch (fault.kind()) {
            case DELAY -> node.delay(operator, fault.value(), "occupy");
            case LATENCY -> node.delay(operator, fault.value(), "latency");
            case KILL -> node.kill();
            case START -> {
                if (!node.isRunning()) {
                    node.launch();
                    node.await(operator);
                }
            }
            case FREEZE -> node.freeze();
            case THAW -> node.thaw();
            case JOIN -> {
                node.launch();
                node.await(operator);
                operator.ask("POST", "/admin/nodes", node.entry());
            }
            case LEAVE -> {
                operator.ask("POST", "/admin/nodes/" + node.id() + "/leave", null);
                node.leave();
                operator.remove(node.id());
                gone(node.id());
            }
            default -> throw new IllegalArgumentException(fault.text());
        }
    }

    private synchronized OwnNode known(String id) throws IOException {
        if (!nodes.containsKey(id)) {
            throw new IOException("there is no node " + id);
        }
        return nodes.get(id);
    }

    private synchronized void gone(String id) {
        nodes.remove(id);
    }

    /** As the first one, but for its name. */
    private synchronized OwnNode joining(String id) throws IOException {
        if (nodes.containsKey(id)) {
            throw new IOException("there is a node " + id);
        }
        NodePlan first = scenario.nodes().get(0);
        return add(new NodePlan(id, 1, first.slots(), first.limit(), 1));
    }

    @Override
    public void close() throws IOException {
        nodes.values().forEach(OwnNode::end);
        if (balancer != null) {
            balancer.kill();
        }
        Folders.delete(logs);
    }
}
