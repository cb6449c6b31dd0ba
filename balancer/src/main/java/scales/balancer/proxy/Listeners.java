package scales.balancer.proxy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One event loop's listeners: plain, TLS and PROXY protocol, all with the same limits and the same handlers. */
final class Listeners {
    private static final int STREAMS_PER_CONNECTION = 100;
    private static final int STREAM_WINDOW = 65_535;
    /** So that bodies which wait for their nodes, unread, fill only their own streams' windows and hold back no other (RFC 9113, 5.2.1). */
    private static final int CONNECTION_WINDOW = STREAMS_PER_CONNECTION * STREAM_WINDOW;
    private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private final Vertx vertx;
    private final HttpServerOptions limits;
    private final Handler<HttpConnection> connected;
    private final Handler<HttpConnection> announced;
    private final Handler<HttpServerRequest> malformed;
    private final Handler<HttpServerRequest> requested;
    private final List<HttpServer> servers = new ArrayList<>();
    private HttpServer tls;

    /**
     * @param limits    what holds for every listener; its port is not looked at
     * @param connected told of clients that came themselves
     * @param announced told of those whose proxy has said, or kept to itself, for whom it comes
     */
    Listeners(Vertx vertx, HttpServerOptions limits, Handler<HttpConnection> connected, Handler<HttpConnection> announced,
            Handler<HttpServerRequest> malformed, Handler<HttpServerRequest> requested) {
        this.vertx = vertx;
        this.limits = limits;
        this.connected = connected;
        this.announced = announced;
        this.malformed = malformed;
        this.requested = requested;
    }

    Future<?> start(Ports ports, Doors doors) {
        List<Future<HttpServer>> listening = new ArrayList<>();
        listening.add(listen(new HttpServerOptions(limits).setPort(ports.plain()), connected));
        if (doors.tls() != null) {
            listening.add(listen(secure(ports.tls(), doors.tls().certificate()), connected));
            tls = servers.get(servers.size() - 1);
        }
        if (doors.proxyProtocol() != null) {
            listening.add(listen(new HttpServerOptions(limits).setPort(ports.proxyProtocol()).setUseProxyProtocol(true), announced));
        }
        return Future.all(listening);
    }

    private Future<HttpServer> listen(HttpServerOptions options, Handler<HttpConnection> whoConnected) {
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(whoConnected)
                .invalidRequestHandler(malformed)
                .requestHandler(requested);
        servers.add(server);
        return server.listen();
    }

    private HttpServerOptions secure(int port, KeyCertOptions certificate) {
        return new HttpServerOptions(limits)
                .setPort(port)
                .setSsl(true)
                .setSslEngineOptions(new JdkSSLEngineOptions())
                .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                .setKeyCertOptions(certificate)
                .setUseAlpn(true)
                // Not only for that: a version that is not among them gets 501 from Vert.x, and what comes behind it may be served.
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1, HttpVersion.HTTP_1_0))
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                // Floods of RST_STREAM and CONTINUATION meet Vert.x' limits, of PING and SETTINGS Netty's.
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(STREAMS_PER_CONNECTION)
                        .setInitialWindowSize(STREAM_WINDOW)
                        .setMaxHeaderListSize(limits.getMaxHeaderSize()));
    }

    /** For connections from now on; those that are there keep what they have. */
    Future<?> certify(KeyCertOptions certificate) {
        return tls == null ? Future.succeededFuture() : tls.updateSSLOptions(new ServerSSLOptions()
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(TLS_VERSIONS)
                .setSslHandshakeTimeout(limits.getSslHandshakeTimeout())
                .setSslHandshakeTimeoutUnit(limits.getSslHandshakeTimeoutUnit())
                .setKeyCertOptions(certificate));
    }

    /** Takes no new connection, finishes what runs, for so long at most. */
    Future<Void> shutdown(long timeout, TimeUnit unit) {
        return Future.join(servers.stream().map(server -> server.shutdown(timeout, unit)).toList()).mapEmpty();
    }
}
