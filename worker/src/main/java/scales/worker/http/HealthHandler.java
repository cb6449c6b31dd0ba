package scales.worker.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import scales.worker.slots.Slots;

/**
 * {@code GET /health}: what this worker says of itself, the same to every balancer that asks. Never delayed: who wants
 * the lab's waiting checks probes {@code HEAD /}.
 */
final class HealthHandler implements Handler<RoutingContext> {
    private final String id;
    private final Slots slots;
    private final Exchanges exchanges;
    private final Lifecycle lifecycle;
    private final LoadReport load;

    HealthHandler(String id, Slots slots, Exchanges exchanges, Lifecycle lifecycle, LoadReport load) {
        this.id = id;
        this.slots = slots;
        this.exchanges = exchanges;
        this.lifecycle = lifecycle;
        this.load = load;
    }

    @Override
    public void handle(RoutingContext exchange) {
        boolean stopping = lifecycle.stopping();
        exchange.response()
                .setStatusCode(stopping ? 503 : 200)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("endpoint-load-metrics", load.text())
                .end(new JsonObject()
                        .put("state", stopping ? "stopping" : "serving")
                        .put("id", id)
                        .put("slots", slots.size())
                        .put("busy", slots.busy())
                        .put("queued", slots.queued())
                        .put("inFlight", exchanges.inFlight())
                        .encode());
    }
}
