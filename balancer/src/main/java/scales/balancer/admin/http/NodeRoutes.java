package scales.balancer.admin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import scales.balancer.admin.Operations;
import scales.balancer.config.NodeEntry;
import scales.balancer.node.Address;
import scales.balancer.node.AdminState;

/** {@code /admin/nodes}: who is there, who joins and leaves, and the three states. */
final class NodeRoutes {
    private static final Set<String> JOINING = Set.of("id", "address", "port", "weight", "limit", "slots", "instance", "ttl");
    private static final Set<String> CHANGING = Set.of("weight", "limit");
    private static final int LONGEST_TTL_SECONDS = 3_600;

    private final Operations operations;

    NodeRoutes(Operations operations) {
        this.operations = operations;
    }

    void mount(Router router) {
        router.get("/admin/nodes").handler(this::list);
        router.post("/admin/nodes").handler(this::join);
        router.get("/admin/nodes/:id").handler(context -> show(context, 200));
        router.patch("/admin/nodes/:id").handler(this::change);
        router.delete("/admin/nodes/:id").handler(this::remove);
        router.post("/admin/nodes/:id/leave").handler(this::leave);
        router.post("/admin/nodes/:id/drain").handler(new DrainRoute(operations));
        router.post("/admin/nodes/:id/maint").handler(context -> set(context, AdminState.MAINT));
        router.post("/admin/nodes/:id/ready").handler(context -> set(context, AdminState.READY));
    }

    private void list(RoutingContext context) {
        JsonArray nodes = new JsonArray();
        operations.nodes().forEach(node -> nodes.add(NodeJson.of(node, operations)));
        Answers.json(context, 200, new JsonObject().put("nodes", nodes));
    }

    private void show(RoutingContext context, int status) {
        Answers.json(context, status, NodeJson.of(operations.node(context.pathParam("id")), operations));
    }

    /** An operator adds a node; with {@code ttl}, a worker announces itself, for the first time or again. */
    private void join(RoutingContext context) {
        JsonObject body = Answers.body(context);
        refuseUnknown(body, JOINING);
        String id = body.getString("id", "");
        if (!NodeEntry.isId(id)) {
            throw new IllegalArgumentException("id must be 1 to 64 of letters, digits, dot, dash and underscore, and neither . nor ..");
        }
        int weight = Answers.integer(body, "weight", 1);
        boolean joined = true;
        if (body.containsKey("ttl")) {
            int seconds = Answers.integer(body, "ttl", null);
            if (seconds < 1 || seconds > LONGEST_TTL_SECONDS) {
                throw new IllegalArgumentException("ttl must be 1 to " + LONGEST_TTL_SECONDS + " seconds");
            }
            joined = operations.membership().announced(id, address(context, body), weight, limit(body), body.getString("instance"),
                    TimeUnit.SECONDS.toNanos(seconds));
        } else {
            operations.membership().add(id, address(context, body), weight, limit(body));
        }
        Answers.json(context, joined ? 201 : 200, NodeJson.of(operations.node(id), operations));
    }

    /** As many requests at a time as the worker has slots, unless a limit is said; then others wait in the balancer, in one line. */
    private static int limit(JsonObject body) {
        int slots = Answers.integer(body, "slots", 0);
        if (body.containsKey("slots") && slots < 1) {
            throw new IllegalArgumentException("slots must be 1 or more");
        }
        return Answers.integer(body, "limit", slots);
    }

    /** A worker that does not know its own address tells its port: the balancer sees where it calls from. */
    private static Address address(RoutingContext context, JsonObject body) {
        if (body.containsKey("address")) {
            return Address.parse(body.getString("address"));
        }
        if (!body.containsKey("port")) {
            throw new IllegalArgumentException("address (HOST:PORT) is missing, or port of the caller");
        }
        int port = Answers.integer(body, "port", null);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535");
        }
        return new Address(context.request().remoteAddress().hostAddress(), port);
    }

    private void change(RoutingContext context) {
        String id = operations.node(context.pathParam("id")).id();
        JsonObject body = Answers.body(context);
        refuseUnknown(body, CHANGING);
        Integer weight = Answers.integer(body, "weight", null);
        Integer limit = Answers.integer(body, "limit", null);
        if (weight == null && limit == null) {
            throw new IllegalArgumentException("say weight, limit or both");
        }
        if (weight != null) {
            operations.setWeight(id, weight);
        }
        if (limit != null) {
            operations.setLimit(id, limit);
        }
        show(context, 200);
    }

    private void remove(RoutingContext context) {
        operations.membership().remove(context.pathParam("id"), Parameters.flag(context, "force"));
        context.response().setStatusCode(204).end();
    }

    private void leave(RoutingContext context) {
        operations.membership().leaving(context.pathParam("id"));
        show(context, 200);
    }

    private void set(RoutingContext context, AdminState state) {
        operations.setUnlessLast(context.pathParam("id"), state, Parameters.flag(context, "force"));
        show(context, 200);
    }

    static void refuseUnknown(JsonObject body, Set<String> known) {
        body.fieldNames().stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("unknown field '" + name + "'");
        });
    }
}
