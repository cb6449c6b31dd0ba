package scales.balancer.admin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import scales.balancer.admin.Operations;
import scales.balancer.node.Node;
import scales.balancer.stats.ConnectionCount;

/** {@code /admin/stats}, {@code /admin/log} and the balancer's own health. */
final class StatsRoutes {
    private final Operations operations;

    StatsRoutes(Operations operations) {
        this.operations = operations;
    }

    void mount(Router router) {
        router.get("/admin/stats").handler(this::stats);
        router.post("/admin/stats/reset").handler(this::reset);
        router.get("/admin/log").handler(this::log);
        router.get("/health/live").handler(context -> Answers.json(context, 200, new JsonObject().put("live", true)));
        router.get("/health/ready").handler(this::ready);
    }

    private void stats(RoutingContext context) {
        JsonObject nodes = new JsonObject();
        operations.nodes().forEach(node -> nodes.put(node.id(), NodeJson.of(operations.stats().node(node.id()))));
        ConnectionCount.Connections connections = operations.stats().connections();
        Answers.json(context, 200, new JsonObject()
                .put("time", Instant.ofEpochMilli(operations.stats().nowMillis()).toString())
                .put("strategy", operations.strategy().name())
                .put("waiting", operations.waiting())
                .put("mostWaiting", operations.mostWaiting())
                .put("total", NodeJson.of(operations.stats().door()))
                .put("connections", new JsonObject()
                        .put("current", connections.current()).put("most", connections.most()).put("total", connections.total()))
                .put("nodes", nodes));
    }

    private void reset(RoutingContext context) {
        operations.resetStats();
        stats(context);
    }

    private void log(RoutingContext context) {
        JsonArray events = new JsonArray();
        operations.events().last().forEach(event -> events.add(EventStream.json(event)));
        Answers.json(context, 200, new JsonObject().put("events", events));
    }

    private void ready(RoutingContext context) {
        boolean ready = operations.isReady();
        long open = operations.nodes().stream().filter(Node::acceptsNew).count();
        Answers.json(context, ready ? 200 : 503, new JsonObject().put("ready", ready).put("openNodes", open));
    }
}
