package scales.balancer.stats;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import scales.balancer.node.Check;
import scales.balancer.node.Node;

/** Counters of every node and of the door. A node that leaves and comes back finds its own again, if not too many others left since. */
public final class StatsBook {
    private final Map<String, Traffic> nodes = new ConcurrentHashMap<>();
    private final Map<String, HealthHistory> histories = new ConcurrentHashMap<>();
    private final Map<String, StickyClients> sticky = new ConcurrentHashMap<>();
    private final Traffic door = new Traffic();
    private final Durations waits = new Durations();
    private final Tally<String> affinity = new Tally<>();
    private final Leavers leavers = new Leavers();
    private final ConnectionCount connections = new ConnectionCount();
    private volatile boolean open;
    private volatile HealthHistory pool;
    private final LongSupplier nanoClock;
    private final LongSupplier wallMillis;
    private final long startedMillis;

    /**
     * @param nanoClock  as {@link System#nanoTime}
     * @param wallMillis as {@link System#currentTimeMillis}
     */
    public StatsBook(LongSupplier nanoClock, LongSupplier wallMillis) {
        this.nanoClock = nanoClock;
        this.wallMillis = wallMillis;
        this.startedMillis = wallMillis.getAsLong();
        this.pool = unchanged();
    }

    public Traffic.Counts door() {
        return door.counts(nanoClock.getAsLong());
    }

    /** Of clients. */
    public ConnectionCount.Connections connections() {
        return connections.now();
    }

    public Traffic.Counts node(String id) {
        return traffic(id).counts(nanoClock.getAsLong());
    }

    public HealthHistory health(String id) {
        return histories.getOrDefault(id, unchanged());
    }

    /** Of the pool as a whole: UP while any node takes new clients. */
    public HealthHistory poolHealth() {
        return pool;
    }

    private HealthHistory unchanged() {
        return new HealthHistory(0, 0, 0, startedMillis, startedMillis, 0);
    }

    /** Clients that came with the node's cookie, or got it, within the last five minutes. */
    public int stickyClients(String id) {
        StickyClients clients = sticky.get(id);
        return clients == null ? 0 : clients.count(nanoClock.getAsLong());
    }

    public long startedMillis() {
        return startedMillis;
    }

    public long nowMillis() {
        return wallMillis.getAsLong();
    }

    public void reset() {
        door.reset();
        waits.reset();
        affinity.reset();
        connections.reset();
        nodes.values().forEach(Traffic::reset);
        histories.replaceAll((id, history) -> history.recounted());
        pool = pool.recounted();
    }

    /** Forgets how high anything ever was; what was counted stays. */
    public void resetHighest() {
        door.resetHighest();
        connections.resetHighest();
        nodes.values().forEach(Traffic::resetHighest);
    }

    public void connected() {
        connections.opened();
    }

    public void disconnected() {
        connections.closed();
    }

    /** A request that could not be forwarded at all. */
    public void refused(int status) {
        arrived();
        door.ended();
        door.status(status);
        door.finished(new Traffic.Outcome("", status));
    }

    public void arrived() {
        door.began(nanoClock.getAsLong(), wallMillis.getAsLong());
    }

    public void left(int status, long bytesIn, long bytesOut, long totalNanos) {
        door.ended();
        door.answered(status, totalNanos);
        door.moved(bytesIn, bytesOut);
    }

    /**
     * A client's request ended.
     *
     * @param node     the last one that worked on it, or null
     * @param strategy its name
     */
    public void finished(Node node, String strategy, int status) {
        (node == null ? door : traffic(node.id())).finished(new Traffic.Outcome(strategy, status));
    }

    /** It had to wait for a place. */
    public void waited(long nanos) {
        waits.record(nanos);
    }

    /** @param outcome what its affinity did for a client, in a word */
    public void affinity(String outcome) {
        affinity.count(outcome);
    }

    public void clientLeft() {
        door.abandoned();
    }

    public void began(Node node) {
        traffic(node.id()).began(nanoClock.getAsLong(), wallMillis.getAsLong());
    }

    /** The strategy chose it; no affinity was followed. */
    public void chosen(Node node) {
        traffic(node.id()).chosen();
        door.chosen();
    }

    /** A node's answer arrived whole; times in nanoseconds. */
    public void took(Node node, long queueNanos, long responseNanos, long totalNanos) {
        traffic(node.id()).took(queueNanos, responseNanos, totalNanos);
        door.took(queueNanos, responseNanos, totalNanos);
    }

    public void ended(Node node) {
        traffic(node.id()).ended();
    }

    public void answered(Node node, int status, long latencyNanos) {
        traffic(node.id()).answered(status, latencyNanos);
    }

    public void moved(Node node, long bytesIn, long bytesOut) {
        traffic(node.id()).moved(bytesIn, bytesOut);
    }

    public void unreachable(Node node) {
        traffic(node.id()).unreachable();
    }

    public void broken(Node node) {
        traffic(node.id()).broken();
    }

    public void timedOut(Node node) {
        traffic(node.id()).timedOut();
    }

    public void busy(Node node) {
        traffic(node.id()).busy();
    }

    public void retried(Node node) {
        traffic(node.id()).retried();
    }

    public void abandoned(Node node) {
        traffic(node.id()).abandoned();
    }

    public void stuck(Node node, String client) {
        sticky.computeIfAbsent(node.id(), id -> new StickyClients()).seen(client, nanoClock.getAsLong());
    }

    public void checked(String id, Check check) {
        if (!check.passed()) {
            histories.put(id, health(id).afterFailedCheck());
        }
    }

    /** Its admin state changed, or it was ejected or readmitted: how long it is as it is. */
    public void stateChanged(String id) {
        histories.put(id, health(id).afterStateChange(wallMillis.getAsLong()));
    }

    /** @param nowOpen whether any node takes new clients now; may be said again */
    public void poolTurned(boolean nowOpen) {
        if (open != nowOpen) {
            open = nowOpen;
            pool = pool.afterTurn(nowOpen, wallMillis.getAsLong());
        }
    }

    public void turned(String id, boolean up) {
        histories.put(id, health(id).afterTurn(up, wallMillis.getAsLong()));
    }

    /** Who is in the pool, whenever that changes. To be called by the control context. */
    public void members(Set<String> ids) {
        Set<String> kept = leavers.kept(ids);
        nodes.keySet().retainAll(kept);
        histories.keySet().retainAll(kept);
        sticky.keySet().retainAll(kept);
    }

    Traffic traffic(String id) {
        Traffic known = nodes.get(id);
        return known != null ? known : nodes.computeIfAbsent(id, fresh -> new Traffic());
    }

    Traffic doorTraffic() {
        return door;
    }

    Durations waits() {
        return waits;
    }

    Tally<String> affinity() {
        return affinity;
    }
}
