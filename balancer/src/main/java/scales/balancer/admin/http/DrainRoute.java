package scales.balancer.admin.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import scales.balancer.admin.Operations;
import scales.balancer.node.AdminState;
import scales.balancer.node.Node;

/**
 * {@code POST /admin/nodes/{id}/drain}: nobody new goes there, and the answer says whether the node may be stopped: 200 when it
 * may, 202 when it may not yet. With {@code wait} the answer comes when it may, or when the wait is over.
 */
final class DrainRoute implements Handler<RoutingContext> {
    private static final Set<String> PARAMETERS = Set.of("wait", "deadline", "force");
    /** Shorter than a connection of the admin interface may be silent. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(100);
    private static final Duration LONGEST_DEADLINE = Duration.ofHours(24);
    private static final long LOOK_MILLIS = 50;

    private final Operations operations;

    DrainRoute(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void handle(RoutingContext context) {
        Parameters.refuseUnknown(context, PARAMETERS);
        Duration wait = Parameters.duration(context, "wait", LONGEST_WAIT);
        Duration deadline = Parameters.duration(context, "deadline", LONGEST_DEADLINE);
        String id = context.pathParam("id");
        operations.draining().begin(id, deadline, Parameters.flag(context, "force"));
        if (wait == null) {
            answer(context, operations.node(id));
        } else {
            answerLater(context, id, System.nanoTime() + wait.toNanos());
        }
    }

    /** The first look is not at once: an exchange that picked the node just before must have taken its place by then. */
    private void answerLater(RoutingContext context, String id, long endNanos) {
        Vertx vertx = context.vertx();
        long timer = vertx.setPeriodic(LOOK_MILLIS, look -> {
            if (context.response().ended()) {
                return;
            }
            try {
                look(context, id, endNanos);
            } catch (RuntimeException gone) {
                context.fail(gone);
            }
        });
        context.addEndHandler(answeredOrLeft -> vertx.cancelTimer(timer));
    }

    private void look(RoutingContext context, String id, long endNanos) {
        Node node = operations.node(id);
        if (node.admin() == AdminState.READY) {
            throw new IllegalStateException("node " + id + " was made ready while it was drained");
        }
        if (operations.draining().isSafeToStop(node) || System.nanoTime() - endNanos >= 0) {
            answer(context, node);
        }
    }

    private void answer(RoutingContext context, Node node) {
        Answers.json(context, operations.draining().isSafeToStop(node) ? 200 : 202, NodeJson.of(node, operations));
    }
}
