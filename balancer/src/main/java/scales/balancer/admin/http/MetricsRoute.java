package scales.balancer.admin.http;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import scales.balancer.stats.Metrics;

/** {@code /metrics}, as Prometheus reads it. */
final class MetricsRoute {
    private final Metrics metrics;

    MetricsRoute(Metrics metrics) {
        this.metrics = metrics;
    }

    void mount(Router router) {
        router.get("/metrics").handler(this::scrape);
    }

    /** Beside the control context: with a thousand nodes it takes a while. */
    private void scrape(RoutingContext context) {
        context.vertx().executeBlocking(metrics::scrape, false)
                .onSuccess(text -> context.response()
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(context::fail);
    }
}
