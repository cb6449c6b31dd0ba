package scales.balancer.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one entry of {@code --node}.
 *
 * @param before null when it was added
 * @param after  null when it was removed
 */
public record NodeChange(NodeEntry before, NodeEntry after) {
    static List<NodeChange> between(List<NodeEntry> before, List<NodeEntry> after) {
        Map<String, NodeEntry> gone = new LinkedHashMap<>();
        before.forEach(entry -> gone.put(entry.id(), entry));
        List<NodeChange> changes = new ArrayList<>();
        for (NodeEntry entry : after) {
            NodeEntry old = gone.remove(entry.id());
            if (!entry.equals(old)) {
                changes.add(new NodeChange(old, entry));
            }
        }
        gone.values().forEach(entry -> changes.add(new NodeChange(entry, null)));
        return List.copyOf(changes);
    }

    public boolean added() {
        return before == null;
    }

    public boolean removed() {
        return after == null;
    }

    public boolean moved() {
        return both() && !before.address().equals(after.address());
    }

    public boolean weighted() {
        return both() && before.weight() != after.weight();
    }

    public boolean limited() {
        return both() && before.limit() != after.limit();
    }

    private boolean both() {
        return before != null && after != null;
    }

    public String id() {
        return before == null ? after.id() : before.id();
    }

    String text() {
        String what = added() ? "added" : removed() ? "removed" : "changed";
        return "node " + id() + " " + what;
    }
}
