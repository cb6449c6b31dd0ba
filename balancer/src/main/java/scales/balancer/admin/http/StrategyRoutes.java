package scales.balancer.admin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import scales.balancer.admin.Operations;
import scales.balancer.proxy.Affinity;
import scales.balancer.strategy.Strategies;

/** {@code /admin/strategies}: what there is; {@code /admin/strategy}: which one, and change it live. */
final class StrategyRoutes {
    private static final Set<String> FIELDS = Set.of("strategy", "cookie", "mode");

    private final Operations operations;

    StrategyRoutes(Operations operations) {
        this.operations = operations;
    }

    void mount(Router router) {
        router.get("/admin/strategies").handler(this::list);
        router.get("/admin/strategy").handler(this::show);
        router.put("/admin/strategy").handler(this::change);
    }

    private void list(RoutingContext context) {
        JsonArray strategies = new JsonArray();
        Strategies.all().forEach(entry -> strategies.add(
                new JsonObject().put("name", entry.name()).put("alias", entry.alias()).put("rule", entry.rule())));
        strategies.add(new JsonObject().put("name", Strategies.STICKY).put("alias", "")
                .put("rule", "A client goes back to the node its cookie names; over any other: "
                        + Strategies.STICKY + "+least-connections."));
        Answers.json(context, 200, new JsonObject().put("strategies", strategies));
    }

    private void show(RoutingContext context) {
        Strategies.Named now = operations.strategy();
        JsonObject answer = new JsonObject().put("strategy", now.name()).put("rule", now.rule());
        if (now.sticky()) {
            Affinity affinity = operations.affinity();
            answer.put("cookie", affinity.cookie()).put("mode", affinity.mode().name().toLowerCase(Locale.ROOT));
        }
        String caution = Operations.cautionAbout(now, operations.nodes());
        if (!caution.isEmpty()) {
            answer.put("caution", caution.strip());
        }
        Answers.json(context, 200, answer);
    }

    private void change(RoutingContext context) {
        JsonObject body = Answers.body(context);
        NodeRoutes.refuseUnknown(body, FIELDS);
        String name = body.getString("strategy", operations.strategy().name());
        Strategies.problem(name).ifPresent(problem -> {
            throw new IllegalArgumentException("strategy: " + problem);
        });
        if (body.containsKey("cookie") || body.containsKey("mode")) {
            operations.changeAffinity(affinity(body));
        }
        operations.changeStrategy(name);
        show(context);
    }

    private Affinity affinity(JsonObject body) {
        String mode = body.getString("mode", operations.affinity().mode().name().toLowerCase(Locale.ROOT));
        String cookie = body.getString("cookie", operations.affinity().cookie());
        if (!mode.matches("insert|prefix") || !cookie.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("mode must be insert or prefix, cookie a cookie's name");
        }
        return new Affinity(Affinity.Mode.valueOf(mode.toUpperCase(Locale.ROOT)), cookie);
    }
}
