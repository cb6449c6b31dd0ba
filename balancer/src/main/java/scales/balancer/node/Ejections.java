package scales.balancer.node;

import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Passive health: judges nodes by the requests of clients that they failed. Confined as the pool is. */
final class Ejections {
    private final Members members;
    private final LongSupplier nanoClock;
    private EjectionRule rule;

    Ejections(EjectionRule rule, Members members, LongSupplier nanoClock) {
        this.rule = rule;
        this.members = members;
        this.nanoClock = nanoClock;
    }

    void change(EjectionRule next) {
        rule = next;
    }

    /**
     * A request failed. Requests are counted on event loops, in the node's {@link Load}; here only the row as it is now
     * matters, so that a success that came since clears the node.
     *
     * @return that the node is ejected for it, or empty
     */
    Optional<Change> failed(String id, String how) {
        Node node = members.get(id);
        if (node == null || node.ejection().out()) {
            return Optional.empty();
        }
        long now = nanoClock.getAsLong();
        if (rule.isDue(node.load()) && node.isUp() && isAnotherServing(id)) {
            String why = "Detected " + node.load().failuresInARow() + " consecutive errors; last one was: " + how;
            Node out = members.update(id, old -> old.with(old.ejection().begun(rule, why, now)));
            return Optional.of(new Change(Change.Kind.EJECTION, id, ChangeText.ejected(out, now, members.seen())));
        }
        if (node.ejection().count() > 0) {
            members.update(id, old -> old.with(old.ejection().disturbed(rule, now)));
        }
        return Optional.empty();
    }

    /** The last one that could serve is never ejected; one that only panic lets serve does not count. */
    private boolean isAnotherServing(String id) {
        return members.seen().stream().anyMatch(node -> !node.id().equals(id) && node.acceptsNew() && !node.ejection().out());
    }

    /** Of these nodes, those whose time is over. */
    List<Node> over(List<Node> nodes) {
        long now = nanoClock.getAsLong();
        return nodes.stream().filter(node -> node.ejection().isOver(now)).toList();
    }
}
