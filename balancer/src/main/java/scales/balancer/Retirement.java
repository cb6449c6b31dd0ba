package scales.balancer;

import io.vertx.core.Vertx;
import java.util.LinkedHashSet;
import java.util.Set;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;
import scales.balancer.node.Pool;

/** Nodes that get nothing more and leave as soon as they have finished what they have. Confined to the control context. */
final class Retirement {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Vertx vertx;
    private final Pool pool;
    private final Set<String> leaving = new LinkedHashSet<>();

    Retirement(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    void retire(String id) {
        pool.set(id, AdminState.MAINT);
        leaving.add(id);
        look();
    }

    /** It stays after all. @return false when it was not about to leave */
    boolean recall(String id) {
        boolean recalled = leaving.remove(id) && pool.snapshot().find(id) != null;
        if (recalled) {
            pool.set(id, AdminState.READY);
        }
        return recalled;
    }

    private void look() {
        leaving.removeIf(this::isDone);
        if (!leaving.isEmpty()) {
            vertx.setTimer(LOOK_AGAIN_MILLIS, due -> look());
        }
    }

    private boolean isDone(String id) {
        Node node = pool.snapshot().find(id);
        // An operator who makes it ready again, or removes it himself, has the last word.
        if (node == null || node.admin() != AdminState.MAINT) {
            return true;
        }
        if (node.inFlight() > 0) {
            return false;
        }
        pool.remove(id);
        return true;
    }
}
