package scales.balancer.node;

import java.util.ArrayList;
import java.util.List;

/** Makes the pool's snapshots, and tells what changed and what follows for the pool as a whole. Written as the pool is. */
final class Publisher {
    private final Members members;
    private final List<Pool.Listener> listeners = new ArrayList<>();
    private boolean panic;
    private volatile Snapshot snapshot = new Snapshot(List.of());

    Publisher(Members members) {
        this.members = members;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    void listen(Pool.Listener listener) {
        listeners.add(listener);
    }

    void publish(Change change) {
        publish(List.of(change));
    }

    /** What happened at once. */
    void publish(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        boolean served = !snapshot.open().isEmpty();
        refresh();
        changes.forEach(this::tell);
        if (panic != members.isPanicDue()) {
            panic = !panic;
            tell(ofPool(ChangeText.panic(panic)));
        }
        if (served && snapshot.open().isEmpty()) {
            tell(ofPool(ChangeText.noneAvailable()));
        }
    }

    /** A change that is no news. */
    void refresh() {
        snapshot = new Snapshot(members.seen());
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.changed(change, snapshot));
    }

    private static Change ofPool(String text) {
        return new Change(Change.Kind.POOL, "", text);
    }
}
