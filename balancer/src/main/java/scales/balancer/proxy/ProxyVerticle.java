package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's listener and its connections to the nodes. */
final class ProxyVerticle extends VerticleBase {
    private static final int CHUNK = 256 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int LARGEST_HEAD = 32 * 1024;
    /** Shorter than the 75 s after which a worker closes an idle connection, so that it never closes one being used. */
    private static final int KEEP_ALIVE_SECONDS = 30;
    /** The nodes' limits bound what is in flight; the default of 5 would queue invisibly and falsify every strategy. */
    private static final int CONNECTIONS_PER_NODE = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProxyVerticle.class);

    private final Proxy proxy;
    private final int wantedPort;
    private HttpServer server;
    private HttpClient client;
    private Watchdog watchdog;
    private volatile Surroundings around;

    ProxyVerticle(Proxy proxy, int wantedPort) {
        this.proxy = proxy;
        this.wantedPort = wantedPort;
    }

    @Override
    public Future<?> start() {
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setMaxChunkSize(CHUNK)
                        .setMaxHeaderSize(LARGEST_HEAD)
                        .setReceiveBufferSize(CHUNK))
                .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_NODE))
                // A connection that breaks while idle is nobody's; one in use tells its exchange by itself.
                .withConnectHandler(connection -> connection.exceptionHandler(broken -> {}))
                .build();
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(proxy.settings().host())
                .setPort(wantedPort)
                // A smuggling surface, and it hides silent connections from every limit.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) proxy.settings().idleTimeout().toSeconds())
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setMaxChunkSize(CHUNK)
                .setReceiveBufferSize(CHUNK));
        watchdog = proxy.watchdog();
        changed();
        server.connectionHandler(connection -> connection.exceptionHandler(broken -> {}));
        server.requestHandler(request -> handle(around, request));
        return server.listen();
    }

    private static void handle(Surroundings around, HttpServerRequest request) {
        Optional<RequestGuard.Problem> problem = RequestGuard.judge(request);
        if (problem.isPresent()) {
            Refusal.answer(request, problem.get().status(), false);
            return;
        }
        try {
            new Exchange(around, request).run();
        } catch (RuntimeException bug) {
            // Vert.x only logs it, and the client would wait for ever.
            LOG.error("{} {} failed", request.method(), request.path(), bug);
            Refusal.answer(request, 500, false);
        }
    }

    /** What exchanges work with has changed; those under way keep what they have. */
    void changed() {
        around = proxy.surroundings(client, watchdog);
    }

    int port() {
        return server.actualPort();
    }

    Future<Void> shutdown(long timeout, TimeUnit unit) {
        if (server == null) {
            return Future.succeededFuture();
        }
        return server.shutdown(timeout, unit).eventually(() -> client.shutdown(timeout, unit));
    }
}
