package scales.balancer.admin.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.function.Function;
import scales.balancer.admin.Audit;
import scales.balancer.admin.Operations;
import scales.balancer.stats.Metrics;

/** Listens on 1936. Its handlers run on the context that starts it, which must be the control context. */
public final class AdminServer {
    static final long LARGEST_BODY = 64 * 1024;
    private static final int LARGEST_FORM = 2 * (int) LARGEST_BODY;
    private static final int IDLE_SECONDS = 120;
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final HttpServer server;
    private final AdminSettings settings;
    private final RequestWait requests;
    private final Function<PageRoutes, Router> routes;

    public AdminServer(Vertx vertx, AdminSettings settings, Operations operations, Metrics metrics, Audit audit) {
        this(vertx, settings, operations, metrics, audit, LONGEST_REQUEST);
    }

    /** @param longestRequest how long a connection may take to ask */
    AdminServer(Vertx vertx, AdminSettings settings, Operations operations, Metrics metrics, Audit audit, Duration longestRequest) {
        this.vertx = vertx;
        this.settings = settings;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        // curl calls JSON a form; as one it must not fail before it is too large a body.
                        .setMaxFormAttributeSize(LARGEST_FORM)
                        .setMaxFormBufferedBytes(LARGEST_FORM)
                        .setIdleTimeout(IDLE_SECONDS));
        this.requests = new RequestWait(vertx, longestRequest);
        this.routes = page -> router(vertx, settings, operations, metrics, audit, page);
    }

    static Router router(Vertx vertx, AdminSettings settings, Operations operations, Metrics metrics, Audit audit, PageRoutes page) {
        Router router = Router.router(vertx);
        AdminGuard guard = new AdminGuard(settings);
        AuditTrail trail = new AuditTrail(audit, guard);
        trail.mountRefusals(router);
        router.route().handler(guard);
        for (String showsClients : new String[] {"/admin/decisions", "/admin/decisions/:requestId", "/admin/hints"}) {
            router.route(showsClients).handler(guard::reading);
        }
        router.route().handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        trail.mountChanges(router);
        new NodeRoutes(operations).mount(router);
        new StrategyRoutes(operations).mount(router);
        new StatsRoutes(operations).mount(router);
        new DecisionRoutes(operations).mount(router);
        new HintRoutes(operations).mount(router);
        new CsvRoutes(operations).mount(router);
        new MetricsRoute(metrics).mount(router);
        DocumentRoute.mount(router);
        page.mount(router);
        router.getRoutes().stream()
                .filter(route -> route.methods() != null && route.methods().contains(HttpMethod.GET))
                .forEach(route -> route.method(HttpMethod.HEAD));
        // After that: an answer without an end has no HEAD.
        new EventStream(vertx, operations.events()).mount(router);
        Answers.mountErrors(router);
        return router;
    }

    /** @return the port it listens on */
    public Future<Integer> start() {
        return vertx.executeBlocking(PageRoutes::read)
                .compose(page -> {
                    Router router = routes.apply(page);
                    requests.mount(router);
                    return server.connectionHandler(requests::connected).requestHandler(router).listen(settings.port(), settings.host());
                })
                .map(HttpServer::actualPort);
    }

    public Future<Void> stop() {
        return server.close();
    }
}
