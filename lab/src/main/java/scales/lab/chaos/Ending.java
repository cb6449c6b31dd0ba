package scales.lab.chaos;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scales.lab.command.Until;

/** What must be as it was, once all clients are gone. */
final class Ending {
    /** The balancer keeps idle connections to nodes for 5 s; nodes keep theirs for longer than this. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    private final BalancerProcess balancer;
    private final Admin admin;
    private final Duration patience;
    private final Map<String, String> findings = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** @param patience how long what runs out may take, each */
    Ending(BalancerProcess balancer, Admin admin, Duration patience) {
        this.balancer = balancer;
        this.admin = admin;
        this.patience = patience;
    }

    void look(Tally tally, Memory before) throws IOException, InterruptedException {
        leases();
        counters(tally);
        attempts();
        connections();
        Memory after = balancer.memory();
        find("memory", before.text() + " before, " + after.text() + " after", after.isAbout(before));
    }

    private void leases() throws IOException, InterruptedException {
        String[] seen = new String[1];
        boolean none = Until.holds(patience, () -> {
            int door = admin.total().getInteger("current");
            List<String> held = admin.nodes().values().stream().filter(node -> node.getInteger("inFlight") != 0)
                    .map(node -> node.getString("id") + " " + node.getInteger("inFlight")).toList();
            seen[0] = "in flight " + door + ", on nodes " + (held.isEmpty() ? "0" : String.join(", ", held));
            return door == 0 && held.isEmpty();
        });
        find("leases", seen[0], none);
    }

    private void counters(Tally tally) throws IOException, InterruptedException {
        JsonObject total = admin.total();
        int seen = total.getInteger("requests");
        int sent = tally.requests();
        String text = "%d sent, %d came; of %d nobody knows, as their clients left".formatted(sent, seen, tally.leftEarly());
        find("requests", text, seen <= sent && seen >= sent - tally.leftEarly());
    }

    private void connections() throws IOException, InterruptedException {
        if (!Sockets.canBeCounted()) {
            findings.put("connections", "not counted, as this system has no /proc");
            return;
        }
        // In MAINT nobody is probed: on a busy machine a probe is always under way.
        for (String id : admin.nodes().keySet()) {
            admin.ask("POST", "/admin/nodes/" + id + "/maint?force=true", null);
        }
        Sockets[] fewest = {Sockets.of(balancer)};
        boolean none = Until.holds(patience, () -> {
            fewest[0] = fewest[0].orFewer(Sockets.of(balancer));
            return fewest[0].clients() == 0 && fewest[0].nodes() == 0;
        });
        find("connections", "of clients " + fewest[0].clients() + ", to nodes " + fewest[0].nodes(), none);
    }

    /** Of the nodes that are still there. What clients did not see, but shows what a run has tried. */
    private void attempts() throws IOException, InterruptedException {
        JsonObject nodes = admin.ask("GET", "/admin/stats", null).getJsonObject("nodes");
        findings.put("attempts", Stream.of("unreachable", "broken", "busy", "retried")
                .map(what -> nodes.stream().mapToInt(node -> ((JsonObject) node.getValue()).getInteger(what)).sum() + " " + what)
                .collect(Collectors.joining(", ")));
    }

    private void find(String what, String text, boolean right) {
        findings.put(what, text);
        if (!right) {
            problems.add(what + " are not as they were: " + text);
        }
    }

    Map<String, String> findings() {
        return findings;
    }

    List<String> problems() {
        return problems;
    }
}
