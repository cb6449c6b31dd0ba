package scales.balancer.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;

/**
 * All nodes. One context writes; any thread reads the last {@link Snapshot}.
 *
 * <p>Nothing here assumes that this balancer is the only one: what a worker says of itself arrives as a fact about the
 * node, apart from what this balancer's operator wants of it.
 */
public final class Pool {

    /** Hears of every change, on the writing context, after the new snapshot is out. */
    public interface Listener {
        void changed(Change change, Snapshot now);
    }

    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, Node> members = new LinkedHashMap<>();
    private final Map<String, Long> deadlines = new LinkedHashMap<>();
    private final Departed departed = new Departed();
    private int rise;
    private int fall;
    private Thread writer;
    private volatile Snapshot snapshot = new Snapshot(List.of());

    /**
     * @param rise successful checks in a row that bring a node UP
     * @param fall failed checks in a row that bring it DOWN
     */
    public Pool(int rise, int fall) {
        this.rise = rise;
        this.fall = fall;
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /**
     * Adds a node. One that was here before comes back with the admin state, the weight and the number it had.
     *
     * @return false when a node of that name is there already
     */
    public boolean join(String id, Address address, int weight, int limit, Origin origin) {
        confine();
        if (members.containsKey(id)) {
            return false;
        }
        Node node = departed.back(id, address, weight, limit, Health.unchecked(rise, fall), origin);
        members.put(id, node);
        publish(new Change(Change.Kind.MEMBERSHIP, id, ChangeText.joined(node)));
        return true;
    }

    /**
     * A worker says that it is there, for the first time or again.
     *
     * @param deadlineNanos when it expires unless it says so again, on the clock of {@link #expire}
     * @return true when it was not there before
     * @throws IllegalStateException when the name belongs to another worker that is alive
     */
    public boolean announced(String id, Address address, int weight, int limit, long deadlineNanos) {
        confine();
        boolean joined = join(id, address, weight, limit, Origin.ANNOUNCED);
        Node node = find(id);
        boolean moved = !node.address().isSamePlaceAs(address);
        if (moved && (node.origin() != Origin.ANNOUNCED || node.health().isUp() && !node.stopping())) {
            throw new IllegalStateException("the name " + id + " belongs to the node at " + node.address());
        }
        if (moved || node.stopping()) {
            Node back = update(id, old -> old.at(address).withStopping(false).with(old.health().trusted()));
            publish(new Change(Change.Kind.MEMBERSHIP, id, ChangeText.back(back)));
        }
        if (node.origin() == Origin.ANNOUNCED) {
            deadlines.put(id, deadlineNanos);
        }
        return joined;
    }

    /** Removes the announced nodes whose deadline has passed. They are remembered, as they may come back. */
    public void expire(long nowNanos) {
        confine();
        List<String> due = deadlines.entrySet().stream()
                .filter(entry -> nowNanos - entry.getValue() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(id -> depart(id, "expired: it did not renew its announcement"));
    }

    /** The worker itself says goodbye. It is remembered, as it may come back. */
    public void left(String id) {
        depart(id, "left");
    }

    /** The operator removes it for good: should it join again, it is a new one. */
    public void remove(String id) {
        depart(id, "was removed");
        departed.forget(id);
    }

    private void depart(String id, String why) {
        confine();
        Node node = members.remove(id);
        deadlines.remove(id);
        if (node != null) {
            departed.keep(node);
            publish(new Change(Change.Kind.MEMBERSHIP, id, ChangeText.left(node, why, sorted())));
        }
    }

    public void set(String id, AdminState wanted) {
        confine();
        AdminState before = find(id).admin();
        if (before == wanted) {
            return;
        }
        boolean leavesMaint = before == AdminState.MAINT;
        Node after = update(id, node -> node.with(wanted).with(leavesMaint ? node.health().trusted() : node.health()));
        publish(new Change(Change.Kind.ADMIN, id, ChangeText.admin(before, after, sorted())));
    }

    /** @param weight 0 to 256 */
    public void setWeight(String id, int weight) {
        confine();
        Node node = update(id, old -> old.withWeight(weight));
        publish(new Change(Change.Kind.WEIGHT, id, ChangeText.server(node) + " has weight " + weight + " now."));
    }

    /** @param limit most attempts at a time, 0 for no limit */
    public void setLimit(String id, int limit) {
        confine();
        Node node = update(id, old -> old.withLimit(limit));
        String text = limit == 0 ? " has no limit now." : " has limit " + limit + " now.";
        publish(new Change(Change.Kind.LIMIT, id, ChangeText.server(node) + text));
    }

    /** How many checks in a row turn a node, from now on; nobody turns by this. */
    public void setThresholds(int newRise, int newFall) {
        confine();
        rise = newRise;
        fall = newFall;
        members.replaceAll((id, node) -> node.with(node.health().by(newRise, newFall)));
        refresh();
    }

    /** What the checks found was found elsewhere: it serves at once, until checks confirm it. */
    public void setAddress(String id, Address address) {
        confine();
        Node node = update(id, old -> old.at(address).with(old.health().trusted()));
        publish(new Change(Change.Kind.MEMBERSHIP, id, ChangeText.server(node) + " is at " + address + " now."));
    }

    /** The worker says that it is about to leave: nothing more goes there, what runs may finish. */
    public void stopping(String id) {
        confine();
        Node node = members.get(id);
        if (node != null && !node.stopping()) {
            Node after = update(id, old -> old.withStopping(true));
            publish(new Change(Change.Kind.HEALTH, id, ChangeText.stopping(after, sorted())));
        }
    }

    /** A check ended. Results of nodes that are gone or in MAINT are late, and not counted. */
    public void checked(String id, Check check) {
        confine();
        Node before = members.get(id);
        if (before == null || !before.isProbed()) {
            return;
        }
        // A worker told to stop does not get well: a check that passes after one that failed has met its successor.
        boolean successor = before.stopping() && check.passed() && !before.health().last().passed();
        Node after = update(id, node -> node.with(node.health().after(check)).withStopping(node.stopping() && !successor));
        if (before.health().isUp() != after.health().isUp() || successor) {
            String text = after.health().isUp()
                    ? ChangeText.up(after, check, sorted())
                    : ChangeText.down(after, check, sorted());
            publish(new Change(Change.Kind.HEALTH, id, text));
        } else {
            refresh();
        }
    }

    /** What the host name of a node means has changed; a name looked up in vain keeps its last meaning. */
    public void resolved(String id, String ip) {
        confine();
        Node node = members.get(id);
        if (node != null && !ip.equals(node.address().resolved())) {
            update(id, old -> old.at(new Address(old.address().host(), old.address().port(), ip)));
            refresh();
        }
    }

    private Node update(String id, UnaryOperator<Node> change) {
        Node after = change.apply(find(id));
        members.put(id, after);
        return after;
    }

    private Node find(String id) {
        Node node = members.get(id);
        if (node == null) {
            throw new NoSuchElementException("there is no node " + id);
        }
        return node;
    }

    private void publish(Change change) {
        boolean served = !snapshot.open().isEmpty();
        Snapshot now = refresh();
        listeners.forEach(listener -> listener.changed(change, now));
        if (served && now.open().isEmpty()) {
            Change none = new Change(Change.Kind.POOL, "", ChangeText.noneAvailable());
            listeners.forEach(listener -> listener.changed(none, now));
        }
    }

    private Snapshot refresh() {
        snapshot = new Snapshot(sorted());
        return snapshot;
    }

    private List<Node> sorted() {
        return members.values().stream().sorted(Comparator.comparingInt(Node::number)).toList();
    }

    /** Writing from two threads is a bug that would lose changes silently: better found at once. */
    private void confine() {
        if (writer == null) {
            writer = Thread.currentThread();
        }
        if (writer != Thread.currentThread()) {
            throw new IllegalStateException("the pool is written by " + writer.getName() + " only");
        }
    }
}
