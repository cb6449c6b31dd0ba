package scales.balancer.node;

import java.util.List;
import java.util.function.LongSupplier;

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

    private final LongSupplier nanoClock;
    private final Members members = new Members();
    private final Publisher publisher = new Publisher(members);
    private final Ejections ejections;
    private final SlowStart slowStart;
    private final Announcements announcements;
    private final Departed departed = new Departed();
    private PoolSettings settings;
    private boolean running;
    private Thread writer;

    /** @param nanoClock as {@link System#nanoTime} */
    public Pool(PoolSettings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.ejections = new Ejections(settings.ejection(), members, nanoClock);
        this.slowStart = new SlowStart(settings.slowStart(), nanoClock);
        this.announcements = new Announcements(members, slowStart, publisher);
    }

    public Snapshot snapshot() {
        return publisher.snapshot();
    }

    public void listen(Listener listener) {
        publisher.listen(listener);
    }

    /** The nodes that it starts with are there; who joins from now on meets others at full work, and begins slowly. */
    public void running() {
        running = true;
    }

    /** @return false when a node of that name is there already */
    public boolean join(String id, Address address, int weight, int limit, Origin origin) {
        return join(List.of(new Newcomer(id, address, weight, limit, origin))) == 1;
    }

    /**
     * Adds nodes, with one snapshot for all and a change for each. One that was here before comes back with its number, its
     * admin state, and the weight and the limit that an operator gave it. @return how many were not there already
     */
    public int join(List<Newcomer> newcomers) {
        confine();
        List<Change> changes = newcomers.stream().filter(each -> !members.contains(each.id())).map(this::joined).toList();
        publisher.publish(changes);
        return changes.size();
    }

    private Change joined(Newcomer who) {
        Node node = departed.back(who, Health.unchecked(settings.rise(), settings.fall()));
        node.load().endRow();
        members.add(running ? slowStart.begun(node) : node);
        return new Change(Change.Kind.MEMBERSHIP, node.id(), ChangeText.joined(node));
    }

    /**
     * A worker says that it is there, for the first time or again.
     *
     * @return true when it was not there before
     * @throws IllegalStateException when the name belongs to another worker that is alive
     */
    public boolean announced(String id, Announcement said) {
        boolean joined = join(id, said.address(), said.weight(), said.limit(), Origin.ANNOUNCED);
        announcements.heard(id, said);
        return joined;
    }

    /** Removes the announced nodes whose deadline has passed. They are remembered, as they may come back. */
    public void expire(long nowNanos) {
        confine();
        announcements.overdue(nowNanos).forEach(id -> depart(id, "expired: it did not renew its announcement"));
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
        announcements.forget(id);
        slowStart.forget(id);
        if (node != null) {
            departed.keep(node);
            publisher.publish(new Change(Change.Kind.MEMBERSHIP, id, ChangeText.left(node, why, members.seen())));
        }
    }

    /** Leaving MAINT, and any wish for READY, also ends an ejection: the operator knows better. */
    public void set(String id, AdminState wanted) {
        confine();
        Node before = members.find(id);
        if (before.admin() == wanted) {
            if (wanted == AdminState.READY && before.ejection().out()) {
                readmit(publisher.snapshot().find(id), Ejection.NONE);
            }
            return;
        }
        boolean leavesMaint = before.admin() == AdminState.MAINT;
        if (leavesMaint || wanted == AdminState.READY && before.ejection().out()) {
            members.update(id, node -> slowStart.begun(node.with(Ejection.NONE).with(leavesMaint ? node.health().trusted() : node.health())));
        }
        Node after = members.update(id, node -> node.with(wanted));
        publisher.publish(new Change(Change.Kind.ADMIN, id, ChangeText.admin(before.admin(), after, members.seen())));
    }

    /** @param weight 0 to 256 */
    public void setWeight(String id, int weight) {
        confine();
        Node node = members.update(id, old -> old.withWeight(weight));
        publisher.publish(new Change(Change.Kind.WEIGHT, id, ChangeText.server(node) + " has weight " + weight + " now."));
    }

    /** @param limit most attempts at a time, 0 for no limit */
    public void setLimit(String id, int limit) {
        confine();
        Node node = members.update(id, old -> old.withLimit(limit));
        publisher.publish(new Change(Change.Kind.LIMIT, id, ChangeText.limit(node)));
    }

    /** How nodes are judged from now on; nobody turns by this, and who is ejected stays so for as long as it was told. */
    public void change(PoolSettings next) {
        confine();
        settings = next;
        ejections.change(next.ejection());
        slowStart.change(next.slowStart());
        publisher.snapshot().nodes().forEach(seen ->
                members.update(seen.id(), node -> node.with(node.health().by(next.rise(), next.fall()))));
        publisher.refresh();
    }

    /** What the checks found was found elsewhere: it serves at once, until checks confirm it. */
    public void setAddress(String id, Address address) {
        confine();
        Node node = members.update(id, old -> slowStart.begun(old.at(address).trusted()));
        publisher.publish(new Change(Change.Kind.MEMBERSHIP, id, ChangeText.server(node) + " is at " + address + " now."));
    }

    /** The worker says that it is about to leave: nothing more goes there, what runs may finish. */
    public void stopping(String id) {
        confine();
        Node node = members.get(id);
        if (node != null && !node.stopping()) {
            Node after = members.update(id, old -> old.withStopping(true));
            publisher.publish(new Change(Change.Kind.HEALTH, id, ChangeText.stopping(after, members.seen())));
        }
    }

    /** A check ended. Results of nodes that are gone or in MAINT are late, and not counted. */
    public void checked(String id, Check check) {
        confine();
        Node before = members.get(id);
        if (before == null || !before.isProbed()) {
            return;
        }
        if (check.status() == CheckStatus.L7OKC) {
            stopping(id);
        }
        // A worker told to stop does not get well: a check that passes after one that did not has met its successor.
        boolean successor = before.stopping() && check.status() == CheckStatus.L7OK
                && before.health().last().status() != CheckStatus.L7OK;
        Node after = members.update(id, node -> node.with(node.health().after(check)).withStopping(node.stopping() && !successor));
        if (before.health().isUp() != after.health().isUp() || successor && after.health().isUp()) {
            if (after.health().isUp()) {
                after = members.update(id, slowStart::begun);
            }
            String text = after.health().isUp()
                    ? ChangeText.up(after, check, members.seen())
                    : ChangeText.down(after, check, members.seen());
            publisher.publish(new Change(Change.Kind.HEALTH, id, text));
        } else {
            publisher.refresh();
        }
    }

    /** What the host name of a node means has changed; a name looked up in vain keeps its last meaning. */
    public void resolved(String id, String ip) {
        confine();
        Node node = members.get(id);
        if (node != null && !ip.equals(node.address().resolved())) {
            members.update(id, old -> old.at(new Address(old.address().host(), old.address().port(), ip)));
            publisher.refresh();
        }
    }

    /**
     * A request of a client failed there, and the node is to blame.
     *
     * @param how to follow a node's name
     */
    public void failed(String id, String how) {
        confine();
        ejections.failed(id, how).ifPresent(publisher::publish);
    }

    /** Time went by: ejections end, and who came back climbs. To be called a few times a second. */
    public void tick() {
        confine();
        ejections.over(publisher.snapshot().nodes()).forEach(node -> readmit(node, node.ejection().ended(nanoClock.getAsLong())));
        if (slowStart.isAnybodyClimbing()) {
            slowStart.advance(members);
            publisher.refresh();
        }
    }

    /** @param seen as the world saw it: in a panic it had not been out */
    private void readmit(Node seen, Ejection after) {
        seen.load().endRow();
        Node back = members.update(seen.id(),
                old -> seen.ejection().keepsOut() ? slowStart.begun(old.with(after)) : old.with(after));
        publisher.publish(new Change(Change.Kind.EJECTION, seen.id(), ChangeText.readmitted(back)));
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
