package scales.balancer.admin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import scales.balancer.admin.Operations;
import scales.balancer.decisions.Decision;
import scales.balancer.decisions.Decisions;
import scales.balancer.decisions.Trail;

/** {@code /admin/decisions}: why requests went where they went, the newest first; and one request by its id. */
final class DecisionRoutes {
    private static final Set<String> PARAMETERS = Set.of("last", "node", "client");
    private static final int USUAL = 20;

    private final Operations operations;

    DecisionRoutes(Operations operations) {
        this.operations = operations;
    }

    void mount(Router router) {
        router.get("/admin/decisions").handler(this::list);
        router.get("/admin/decisions/:requestId").handler(this::show);
    }

    private void list(RoutingContext context) {
        Parameters.refuseUnknown(context, PARAMETERS);
        int most = Parameters.number(context, "last", USUAL, 1, Decisions.MOST);
        String node = Parameters.text(context, "node");
        String client = Parameters.text(context, "client");
        JsonArray decisions = new JsonArray();
        operations.decisions()
                .last(most, decision -> (node == null || chose(decision, node))
                        && (client == null || client.equals(decision.trail().client())))
                .forEach(decision -> decisions.add(DecisionJson.of(decision)));
        if (decisions.isEmpty() && node != null && operations.decisions().last(1, decision -> chose(decision, node)).isEmpty()) {
            // Fails for a node that is not there either: a slip of the pen is no node without decisions.
            operations.node(node);
        }
        Answers.json(context, 200,
                new JsonObject().put("made", operations.decisions().count()).put("decisions", decisions));
    }

    private static boolean chose(Decision decision, String node) {
        return decision.chosen() != null && node.equals(decision.chosen().id());
    }

    private void show(RoutingContext context) {
        String requestId = context.pathParam("requestId");
        List<Decision> decisions = operations.decisions().of(requestId);
        if (decisions.isEmpty()) {
            throw new NoSuchElementException("of the last " + Decisions.MOST + " picks, none was for a request " + requestId);
        }
        JsonArray attempts = new JsonArray();
        decisions.forEach(decision -> attempts.add(DecisionJson.of(decision)));
        Trail trail = decisions.get(0).trail();
        Answers.json(context, 200, DecisionJson.of(trail).put("attempts", attempts));
    }
}
