package scales.worker.http;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.HEAD;
import static io.vertx.core.http.HttpMethod.POST;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import scales.worker.config.WorkerConfig;
import scales.worker.image.Resizer;
import scales.worker.slots.Slots;

/** Everything this worker answers. */
public final class Routes {
    private static final int SESSIONS = 10_000;
    private static final int CHUNK = 256 * 1024;

    /** Above what balancers take from clients, since they add to it before they pass it on. */
    private static final int LINE = 8 * 1024;

    private static final int HEADERS = 32 * 1024;

    /** Above a balancer's keep-alive, or it would send into a closing connection; and above the slowest answer. */
    private static final int IDLE_SECONDS = 300;
    private static final UploadLimits DELAY_BODY = new UploadLimits(64 * 1024, Duration.ofSeconds(30), true);

    private Routes() {}

    /** Large chunks: with the usual 8 KiB a picture of some megabytes costs two to three times the CPU to receive. */
    public static HttpServerOptions options(WorkerConfig config) {
        return new HttpServerOptions()
                .setHost(config.http().host())
                .setPort(config.http().port())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LINE)
                .setMaxHeaderSize(HEADERS)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxChunkSize(CHUNK)
                .setReceiveBufferSize(CHUNK)
                .setTcpNoDelay(true);
    }

    public static Router router(
            Vertx vertx,
            WorkerConfig config,
            String hostName,
            Resizer resizer,
            Slots slots,
            Lifecycle lifecycle,
            Metrics metrics) {
        Delay delay = new Delay(vertx);
        Exchanges exchanges = new Exchanges();
        BodyMemory memory = new BodyMemory(config.http().bodyMemory());
        LoadReport load = new LoadReport(slots);
        Answers answers = new Answers(vertx, metrics);
        UploadLimits pictureBody = new UploadLimits(config.http().maxBody(), config.http().bodyTimeout(), true);
        metrics.gauge("scales.worker.body.memory.bytes", "Bytes held for bodies and unsent answers", memory::held);
        metrics.gauge("scales.worker.requests.in.flight", "Requests in flight", exchanges::inFlight);

        Router router = Router.router(vertx);
        Stream.of(400, 500).forEach(status -> router.errorHandler(status, exchange -> empty(exchange, status)));
        router.route().handler(exchange -> common(exchange, lifecycle));
        on(router, "/health", new HealthHandler(config.id(), slots, exchanges, lifecycle, load), GET, HEAD);
        on(router, "/metrics", exchange -> scrape(exchange, metrics), GET);
        Buffer document = document();
        on(router, "/openapi.json", exchange -> describe(exchange, document), GET);
        router.route().handler(exchanges::count);
        router.route().handler(exchange -> {
            exchange.addEndHandler(ended -> metrics.answered(ended.succeeded() ? exchange.response().getStatusCode() : 0));
            exchange.next();
        });
        Sessions sessions = new Sessions(SESSIONS, new SecureRandom());
        on(router, "/", new LabPage(config.id(), hostName, sessions, delay), GET, HEAD);
        on(router, "/delay", new DelayHandler(vertx, delay, DELAY_BODY, memory, answers), POST);
        on(router, "/resize",
                new ResizeHandler(vertx, resizer, slots, delay, pictureBody, memory, load, metrics, answers), POST);
        router.route().handler(exchange -> empty(exchange, 404));
        return router;
    }

    private static void on(Router router, String path, Handler<RoutingContext> handler, HttpMethod... methods) {
        Stream.of(methods).forEach(method -> router.route(method, path).handler(handler));
        String allowed = Stream.of(methods).map(HttpMethod::name).collect(Collectors.joining(", "));
        router.route(path).handler(exchange -> {
            exchange.response().putHeader("Allow", allowed);
            empty(exchange, 405);
        });
    }

    private static void common(RoutingContext exchange, Lifecycle lifecycle) {
        exchange.response().putHeader("X-Content-Type-Options", "nosniff");
        if (lifecycle.stopping()) {
            // So that balancers let go of their connections before the port closes under them.
            exchange.response().putHeader("Connection", "close");
        }
        exchange.next();
    }

    private static void scrape(RoutingContext exchange, Metrics metrics) {
        exchange.response()
                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .end(metrics.scrape());
    }

    /** What this worker answers, in OpenAPI 3.1. Written by hand; a test holds it against a running worker. */
    private static Buffer document() {
        try (InputStream in = Routes.class.getResourceAsStream("/openapi/worker.json")) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void describe(RoutingContext exchange, Buffer document) {
        exchange.response().putHeader("Content-Type", "application/json").end(document);
    }

    private static void empty(RoutingContext exchange, int status) {
        exchange.response().setStatusCode(status).putHeader("Content-Length", "0").end();
    }
}
