package scales.balancer.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What workers said of themselves, until when it holds, and what follows for their nodes. Confined as the pool is. */
final class Announcements {
    private final Map<String, Announcement> said = new LinkedHashMap<>();
    private final Members members;
    private final SlowStart slowStart;
    private final Publisher publisher;

    Announcements(Members members, SlowStart slowStart, Publisher publisher) {
        this.members = members;
        this.slowStart = slowStart;
        this.publisher = publisher;
    }

    /**
     * @param id of a node that is there
     * @throws IllegalStateException when the name belongs to another worker that is alive
     */
    void heard(String id, Announcement now) {
        Node node = members.find(id);
        boolean moved = !node.address().isSamePlaceAs(now.address());
        if (moved && (node.origin() != Origin.ANNOUNCED || node.health().isUp() && !node.stopping())) {
            throw new IllegalStateException("the name " + id + " belongs to the node at " + node.address());
        }
        if (moved || node.stopping() || now.isRestartOf(said.get(id))) {
            Node back = members.update(id, old -> slowStart.begun(old.at(now.address()).withStopping(false).trusted()));
            publisher.publish(new Change(Change.Kind.MEMBERSHIP, id, ChangeText.back(back)));
        }
        if (node.origin() == Origin.ANNOUNCED) {
            said.put(id, now);
            limit(id, now.limit());
        }
    }

    /** A worker that was started again may have other slots. */
    private void limit(String id, int limit) {
        Node before = members.find(id);
        Node after = members.update(id, node -> node.withAnnouncedLimit(limit));
        if (after.limit() != before.limit()) {
            publisher.publish(new Change(Change.Kind.LIMIT, id, ChangeText.limit(after)));
        }
    }

    void forget(String id) {
        said.remove(id);
    }

    /** Whose deadline has passed. */
    List<String> overdue(long nowNanos) {
        return said.entrySet().stream()
                .filter(entry -> nowNanos - entry.getValue().deadlineNanos() >= 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
