package scales.balancer.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What workers said of themselves, until when it holds, and what follows for their nodes. Confined as the pool is. */
final class Announcements {
    /** Who looks four times a second was held up itself, and so was what it would have heard. */
    private static final long HELD_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * For who passes its checks: it is late because its machine is busy. Not for ever: somebody else may have got its address, and pass
     * checks in its name.
     */
    private static final long CHECKED_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Map<String, Announcement> said = new LinkedHashMap<>();
    private final Members members;
    private final SlowStart slowStart;
    private final Publisher publisher;
    private Long lookedNanos;

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

    /**
     * Whose deadline has passed. Time in which nobody looked does not count: after a machine was paused, renewals wait to be read, and
     * all nodes would leave at once.
     */
    List<String> overdue(long nowNanos) {
        long unseen = lookedNanos == null ? 0 : nowNanos - lookedNanos;
        if (unseen >= HELD_UP_NANOS) {
            said.replaceAll((id, announcement) -> announcement.extended(unseen));
        }
        lookedNanos = nowNanos;
        return said.entrySet().stream()
                .filter(entry -> nowNanos - entry.getValue().deadlineNanos() >= (passesChecks(entry.getKey()) ? CHECKED_NANOS : 0))
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean passesChecks(String id) {
        Node node = members.find(id);
        return node != null && node.isProbed() && node.health().isUp() && node.health().last().passed();
    }
}
