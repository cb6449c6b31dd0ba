package scales.balancer;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import scales.balancer.config.ConfigReader;
import scales.balancer.config.Judgement;
import scales.balancer.proxy.ProxyTransport;
import scales.balancer.strategy.Strategies;

/** A real balancer before real nodes, all on free ports of this machine. */
public final class Cluster implements AutoCloseable {
    private final Vertx vertx = ProxyTransport.vertx();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>(List.of("--host", "127.0.0.1", "--port", "0", "--admin-port", "0",
            "--cli-port", "0"));
    private LongSupplier nanoClock = System::nanoTime;
    private Balancer balancer;

    public Vertx vertx() {
        return vertx;
    }

    /** A node that answers as the handler says; probes of /health are answered for it. */
    public Cluster node(String id, Handler<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false).setHandle100ContinueAutomatically(true))
                .requestHandler(request -> {
                    if (request.path().equals("/health")) {
                        request.response().end();
                    } else {
                        handler.handle(request);
                    }
                })
                .listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS);
        servers.add(server);
        return node(id, server.actualPort());
    }

    public Cluster node(String id, int port) {
        return with("--node", id + "=127.0.0.1:" + port);
    }

    public Cluster with(String... options) {
        arguments.addAll(List.of(options));
        return this;
    }

    /**
     * Serves HTTPS too, with a certificate of its own making.
     *
     * @return trusts it
     */
    public SSLContext certified(Path files) throws Exception {
        TestCertificate certificate = TestCertificate.make(files).writeTo(files.resolve("c.pem"), files.resolve("k.pem"));
        with("--tls-certificate", files.resolve("c.pem").toString(), "--tls-key", files.resolve("k.pem").toString(), "--tls-port", "0");
        return TestCertificate.trusting(certificate);
    }

    /** The time of the balancer, but not of its timers. */
    public Cluster clock(LongSupplier nanos) {
        nanoClock = nanos;
        return this;
    }

    public Cluster start() throws Exception {
        ConfigReader reader = new ConfigReader(Map.of(), Strategies::problem);
        String[] words = arguments.toArray(String[]::new);
        Judgement judgement = reader.read(words);
        if (judgement.config() == null) {
            throw new IllegalArgumentException(String.join("\n", judgement.problems()));
        }
        balancer = Balancer.start(vertx, judgement.config(), nanoClock).await(10, TimeUnit.SECONDS);
        reader.source(words).ifPresent(source -> balancer.follow(source, judgement));
        return this;
    }

    public int port() {
        return balancer.port();
    }

    public int adminPort() {
        return balancer.adminPort();
    }

    public int cliPort() {
        return balancer.cliPort();
    }

    public Balancer balancer() {
        return balancer;
    }

    public HttpServer server(int index) {
        return servers.get(index);
    }

    public HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target));
    }

    public HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return send(request(target).build());
    }

    public HttpResponse<String> post(String target, String body) throws IOException, InterruptedException {
        return send(request(target).POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public HttpClient client() {
        return client;
    }

    /** Calls the admin API; {@code body} may be null. */
    public HttpResponse<String> admin(String method, String path, String body) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + path))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build(), HttpResponse.BodyHandlers.ofString());
    }

    public JsonObject node(String id) throws IOException, InterruptedException {
        return new JsonObject(admin("GET", "/admin/nodes/" + id, null).body());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
