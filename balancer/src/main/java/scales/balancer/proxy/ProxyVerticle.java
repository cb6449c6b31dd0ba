package scales.balancer.proxy;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.KeyCertOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's listeners and its connections to the nodes. */
final class ProxyVerticle extends VerticleBase {
    private static final int LONGEST_LINE = 8 * 1024;

    /** From accepting a connection to the head of its first request: a few round trips, and a busy machine. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LOOK_MILLIS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(ProxyVerticle.class);

    private final Proxy proxy;
    private final Ports ports;
    private final Doors doors;
    private HttpServerOptions limits;
    private Listeners listeners;
    private NodeConnections nodes;
    private Watchdog watchdog;
    private final Map<HttpConnection, ClientConnection> clients = new HashMap<>();
    private volatile Surroundings around;

    ProxyVerticle(Proxy proxy, Ports ports, Doors doors) {
        this.proxy = proxy;
        this.ports = ports;
        this.doors = doors;
    }

    @Override
    public Future<?> start() {
        watchdog = proxy.watchdog();
        nodes = new NodeConnections(vertx, context, proxy.settings().nodeKeepAlive(), proxy.readMemory(), watchdog);
        ClientSettings clientSettings = proxy.settings().clients();
        limits = new HttpServerOptions()
                .setHost(proxy.settings().host())
                // A smuggling surface, and it hides silent connections from every limit.
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(clientSettings.maxHeaderSize())
                // Upgrades are not passed on, and each request would go through one more handler.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setSslHandshakeTimeout(clientSettings.headerTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setProxyProtocolTimeout(clientSettings.headerTimeout().toMillis())
                .setProxyProtocolTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxChunkSize(proxy.readMemory().size());
        changed();
        listeners = new Listeners(vertx, limits, this::connected, this::announced, this::malformed,
                request -> handle(request, clients.get(request.connection())));
        return listeners.start(ports, doors);
    }

    /** By a proxy that was let in, for a client whose address is known only now. */
    private void announced(HttpConnection connection) {
        // Who is announced at a UNIX domain socket has no address to be counted, limited and forwarded by.
        String address = connection.remoteAddress() == null ? null : connection.remoteAddress().hostAddress();
        if (address != null && proxy.doorman().enter(ProxyTransport.socketOf(connection), address)) {
            connected(connection);
        } else {
            connection.close();
        }
    }

    private void connected(HttpConnection connection) {
        connection.exceptionHandler(broken -> {});
        ProxyObserver observer = around.observer();
        ClientConnection from = ClientConnection.on(connection, limits.getHttp1Config(), () -> proxy.settings().clients(), observer);
        connection.exceptionHandler(from::broke);
        clients.put(connection, from);
        watchdog.watch(from);
        observer.connected();
        connection.closeHandler(closed -> {
            clients.remove(connection);
            watchdog.forget(from);
            observer.disconnected();
        });
    }

    private void handle(HttpServerRequest request, ClientConnection from) {
        if (isOver(from)) {
            return;
        }
        Optional<RequestGuard.Problem> problem = RequestGuard.judge(request, around.settings().clients().maxHeaders());
        if (problem.isPresent()) {
            refuse(request, problem.get().status(), request.method().name(), request.path());
            return;
        }
        from.began();
        try {
            new Exchange(around, from, request).run();
        } catch (RuntimeException bug) {
            // Vert.x only logs it, and the client would wait for ever.
            LOG.error("{} {} failed", request.method(), request.path(), bug);
            Refusal.answer(request, 500, false);
        }
    }

    /** The connection was turned away, or has its last answer, whatever it had sent already. */
    private static boolean isOver(ClientConnection from) {
        return from == null || from.hadLast();
    }

    private void refuse(HttpServerRequest request, int status, String method, String path) {
        around.observer().refused(status, request.remoteAddress().hostAddress(), method, path);
        Refusal.answer(request, status, false);
    }

    /** Netty could make no request of it. */
    private void malformed(HttpServerRequest request) {
        if (isOver(clients.get(request.connection()))) {
            return;
        }
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            refuse(request, 414, null, null);
        } else if (cause instanceof TooLongHttpHeaderException) {
            refuse(request, 431, null, null);
        } else if (cause instanceof VersionGuard.Unsupported) {
            refuse(request, 505, null, null);
        } else if (!(cause instanceof PrematureChannelClosureException)) {
            refuse(request, 400, null, null);
        }
    }

    /** What exchanges work with has changed; those under way keep what they have. */
    void changed() {
        around = proxy.surroundings(nodes, watchdog);
    }

    Future<?> certify(KeyCertOptions certificate) {
        return listeners.certify(certificate);
    }

    <T> Future<T> onLoop(Supplier<Future<T>> task) {
        return Future.future(done -> context.runOnContext(go -> task.get().onComplete(done)));
    }

    /**
     * Completes when no client that has connected looks as if it were about to ask: each has a moment for it after it was accepted,
     * its handshake or the announcement of its address included.
     */
    Future<Void> quiet(long mostNanos) {
        Promise<Void> quiet = Promise.promise();
        long start = around.nanoClock().getAsLong();
        vertx.setPeriodic(LOOK_MILLIS, look -> {
            long now = around.nanoClock().getAsLong();
            boolean early = now - start < QUIET_NANOS
                    || clients.values().stream().anyMatch(client -> client.mayAskAtOnce(now, QUIET_NANOS));
            if (!early || now - start >= mostNanos) {
                vertx.cancelTimer(look);
                quiet.complete();
            }
        });
        return quiet.future();
    }

    Future<Void> shutdown(long timeout, TimeUnit unit) {
        if (listeners == null) {
            return Future.succeededFuture();
        }
        // Vert.x asks for a connection's end once, and what is still being taken then puts it off.
        long late = vertx.setTimer(Math.max(1, unit.toMillis(timeout)),
                over -> context.runOnContext(cut -> List.copyOf(clients.values()).forEach(ClientConnection::cut)));
        return listeners.shutdown(timeout, unit)
                .onComplete(gone -> vertx.cancelTimer(late))
                .eventually(() -> nodes.shutdown(timeout, unit));
    }
}
