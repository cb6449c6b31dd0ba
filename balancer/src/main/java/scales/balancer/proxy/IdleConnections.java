package scales.balancer.proxy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import scales.balancer.node.Address;

/** Connections to nodes that wait for a request, for so long at most. Confined to their event loop. */
final class IdleConnections implements Watchdog.Watched {
    private final long keepNanos;
    private final Watchdog watchdog;
    private final Map<Address, Deque<NodeConnection>> byNode = new HashMap<>();
    private boolean closed;

    /** @param keep as long as a node does not say less */
    IdleConnections(Duration keep, Watchdog watchdog) {
        this.keepNanos = keep.toNanos();
        this.watchdog = watchdog;
    }

    /** @return the one that was used last, as the others may then be closed; or null */
    NodeConnection take(Address node) {
        Deque<NodeConnection> kept = byNode.get(node);
        return kept == null ? null : kept.pollLast();
    }

    void keep(NodeConnection connection) {
        if (closed) {
            connection.close();
            return;
        }
        if (byNode.isEmpty()) {
            watchdog.watch(this);
        }
        byNode.computeIfAbsent(connection.node(), first -> new ArrayDeque<>()).addLast(connection);
    }

    void gone(NodeConnection connection) {
        Deque<NodeConnection> kept = byNode.get(connection.node());
        if (kept != null) {
            kept.remove(connection);
        }
    }

    @Override
    public void check(long nowNanos) {
        for (Deque<NodeConnection> kept : byNode.values()) {
            // A copy: who is closed is gone at once.
            new ArrayList<>(kept).stream().filter(connection -> connection.keepTime().isOver(nowNanos, keepNanos)).forEach(NodeConnection::close);
        }
        byNode.values().removeIf(Deque::isEmpty);
        if (byNode.isEmpty()) {
            watchdog.forget(this);
        }
    }

    void close() {
        closed = true;
        byNode.values().forEach(kept -> new ArrayList<>(kept).forEach(NodeConnection::close));
    }
}
