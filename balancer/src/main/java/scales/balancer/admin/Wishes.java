package scales.balancer.admin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import scales.balancer.node.Node;

/**
 * All that operators and workers can change, at one moment, in words.
 *
 * @param nodes    by node, each value by its name
 * @param balancer what is about no node
 */
record Wishes(Map<String, Map<String, String>> nodes, Map<String, String> balancer) {
    static Wishes of(Operations operations) {
        Map<String, Map<String, String>> nodes = new LinkedHashMap<>();
        operations.nodes().forEach(node -> nodes.put(node.id(), of(node, operations)));
        Map<String, String> balancer = new LinkedHashMap<>();
        balancer.put("strategy", operations.strategy().name());
        balancer.put("cookie", operations.affinity().cookie());
        balancer.put("cookie mode", operations.affinity().mode().name().toLowerCase(Locale.ROOT));
        balancer.put("resets of counters", String.valueOf(operations.resets()));
        return new Wishes(nodes, balancer);
    }

    private static Map<String, String> of(Node node, Operations operations) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("address", node.address().toString());
        values.put("state", node.admin().word());
        values.put("stopping", String.valueOf(node.stopping()));
        values.put("weight", String.valueOf(node.weight()));
        values.put("limit", String.valueOf(node.limit()));
        Duration deadline = operations.draining().deadline(node.id());
        values.put("drain deadline", deadline == null ? "none" : deadline.toMillis() + "ms");
        return values;
    }

    /** @return by node, or "" for the balancer: what was, and what is; in the order of names */
    Map<String, String> differences(Wishes after) {
        Map<String, String> differences = new LinkedHashMap<>();
        Set<String> ids = new TreeSet<>(nodes.keySet());
        ids.addAll(after.nodes.keySet());
        for (String id : ids) {
            Map<String, String> was = nodes.get(id);
            Map<String, String> is = after.nodes.get(id);
            String text = was == null ? "added " + is : is == null ? "removed " + was : changed(was, is);
            if (!text.isEmpty()) {
                differences.put(id, "node " + id + " " + text);
            }
        }
        String text = changed(balancer, after.balancer);
        if (!text.isEmpty()) {
            differences.put("", text);
        }
        return differences;
    }

    private static String changed(Map<String, String> was, Map<String, String> is) {
        StringJoiner changed = new StringJoiner(", ");
        is.forEach((name, value) -> {
            if (!Objects.equals(was.get(name), value)) {
                changed.add(name + " " + was.get(name) + " -> " + value);
            }
        });
        return changed.toString();
    }
}
