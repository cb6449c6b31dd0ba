package scales.lab.up;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import scales.balancer.Balancer;
import scales.balancer.config.BalancerConfig;
import scales.balancer.proxy.ProxyTransport;

/** A real cluster on free ports, a client of another make to ask it, and its operator. */
public final class TestCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx = ProxyTransport.vertx();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Cluster cluster;

    private TestCluster(Function<Vertx, Future<Cluster>> start) {
        cluster = await(start.apply(vertx));
    }

    /** Workers in this process. */
    public static TestCluster start(int workers, String... balancerOptions) {
        return new TestCluster(vertx -> Cluster.start(vertx, config(workers, false, balancerOptions)));
    }

    public static TestCluster startProcesses(int workers, String... balancerOptions) {
        return new TestCluster(vertx -> Cluster.start(vertx, config(workers, true, balancerOptions)));
    }

    /** No workers yet. */
    public static TestCluster startBalancer(String... options) {
        BalancerConfig config = config(1, false, options).balancer();
        return new TestCluster(vertx -> Balancer.start(vertx, config).map(balancer -> new Cluster(balancer, List.of())));
    }

    private static UpConfig config(int workers, boolean processes, String... balancerOptions) {
        UpOptions options = new UpOptions();
        options.workers = workers;
        options.processes = processes;
        List<String> words = new ArrayList<>(List.of("--stop-delay", "0s"));
        for (String port : List.of("--port", "--admin-port", "--cli-port")) {
            if (!List.of(balancerOptions).contains(port)) {
                words.addAll(List.of(port, "0"));
            }
        }
        words.addAll(List.of(balancerOptions));
        List<String> problems = new ArrayList<>();
        UpConfig config = new UpReader(Map.of(), problems).read(options, words);
        if (config == null) {
            throw new IllegalArgumentException(problems.toString());
        }
        return config;
    }

    public static <T> T await(Future<T> future) {
        return join(future.toCompletionStage().toCompletableFuture());
    }

    public static <T> T join(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Asks again and again; for what no one announces. */
    public static void until(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    public RunningWorker worker(String id) {
        return cluster.workers().stream().filter(worker -> worker.id().equals(id)).findFirst().orElseThrow();
    }

    /** As a person is told. */
    public String commandToRestart(String id) {
        return ((WorkerProcess) worker(id)).command();
    }

    public String url() {
        return "http://127.0.0.1:" + cluster.balancer().port();
    }

    public int cliPort() {
        return cluster.balancer().cliPort();
    }

    public String adminUrl() {
        return "http://127.0.0.1:" + cluster.balancer().adminPort();
    }

    /** A client's request. */
    public CompletableFuture<HttpResponse<byte[]>> send(String method, String path, byte[] body, String... headers) {
        return send(cluster.balancer().port(), method, path, body, headers);
    }

    public HttpResponse<byte[]> get(String path, String... headers) {
        return join(send("GET", path, new byte[0], headers));
    }

    public HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
        return join(send("POST", path, body, headers));
    }

    /** An operator's request, which must be granted. */
    public JsonObject admin(String method, String path, JsonObject body) {
        byte[] bytes = body == null ? new byte[0] : body.toBuffer().getBytes();
        HttpResponse<byte[]> answer = join(send(cluster.balancer().adminPort(), method, path, bytes));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + new String(answer.body()));
        }
        return answer.body().length == 0 ? new JsonObject() : new JsonObject(new String(answer.body()));
    }

    public void operate(String action, String id) {
        admin("POST", "/admin/nodes/" + id + "/" + action, null);
    }

    public void change(String id, String field, int value) {
        admin("PATCH", "/admin/nodes/" + id, new JsonObject().put(field, value));
    }

    public void strategy(String name) {
        admin("PUT", "/admin/strategy", new JsonObject().put("strategy", name));
    }

    /** The ids of all nodes, with one of their properties. */
    public Map<String, Object> nodes(String property) {
        return admin("GET", "/admin/nodes", null).getJsonArray("nodes").stream().map(JsonObject.class::cast)
                .collect(Collectors.toMap(node -> node.getString("id"), node -> node.getValue(property)));
    }

    /** Tells a worker, not through the balancer, to be slow. */
    public void delay(String id, int millis) {
        byte[] body = new JsonObject().put("delay", millis).toBuffer().getBytes();
        join(send(worker(id).port(), "POST", "/delay", body, "Content-Type", "application/json"));
    }

    private CompletableFuture<HttpResponse<byte[]>> send(int port, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        await(cluster.stop());
        await(vertx.close());
    }
}
