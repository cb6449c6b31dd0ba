package scales.balancer.admin.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Locale;
import scales.balancer.admin.Operations;
import scales.balancer.hints.Hint;

/** {@code /admin/hints}: what is probably not what somebody wanted. */
final class HintRoutes {
    private final Operations operations;

    HintRoutes(Operations operations) {
        this.operations = operations;
    }

    void mount(Router router) {
        router.get("/admin/hints").handler(this::list);
    }

    private void list(RoutingContext context) {
        JsonArray hints = new JsonArray();
        operations.hints().forEach(hint -> hints.add(of(hint)));
        Answers.json(context, 200, new JsonObject().put("hints", hints));
    }

    private static JsonObject of(Hint hint) {
        return new JsonObject()
                .put("id", hint.id())
                .put("severity", hint.severity().name().toLowerCase(Locale.ROOT))
                .put("text", hint.text())
                .put("advice", hint.advice())
                .put("since", hint.sinceMillis() == 0 ? null : Instant.ofEpochMilli(hint.sinceMillis()).toString())
                .put("evidence", new JsonObject(hint.evidence()));
    }
}
