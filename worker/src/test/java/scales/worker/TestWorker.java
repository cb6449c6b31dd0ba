package scales.worker;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import scales.worker.config.OptionsParser;
import scales.worker.config.Parsed;
import scales.worker.config.WorkerConfig;

/** A real worker on a free port, and a client of another make to ask it. */
public final class TestWorker implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Worker worker;

    private TestWorker(WorkerConfig config) {
        worker = await(Worker.start(vertx, config));
    }

    public static TestWorker start(String... options) {
        return new TestWorker(config(Map.of(), options));
    }

    public static TestWorker start(Map<String, String> environment, String... options) {
        return new TestWorker(config(environment, options));
    }

    public static WorkerConfig config(Map<String, String> environment, String... options) {
        Map<String, String> usual = new HashMap<>(
                Map.of("SCALES_PORT", "0", "SCALES_ID", "s1", "SCALES_SLOTS", "2", "SCALES_LAME_DUCK", "0s"));
        usual.putAll(environment);
        return ((Parsed.Run) new OptionsParser(usual).parse(options)).config();
    }

    public static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new IllegalStateException(failure.getCause() == null ? failure : failure.getCause());
        }
    }

    public Worker worker() {
        return worker;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return text(request(path, headers).GET());
    }

    public HttpResponse<String> send(String method, String path) {
        return text(request(path).method(method, BodyPublishers.noBody()));
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        return text(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<byte[]> post(String path, byte[] body, String... headers) {
        return post(path, BodyPublishers.ofByteArray(body), headers);
    }

    public HttpResponse<byte[]> post(String path, BodyPublisher body, String... headers) {
        return join(client.sendAsync(request(path, headers).POST(body).build(), BodyHandlers.ofByteArray()));
    }

    public CompletableFuture<HttpResponse<String>> getLater(String path) {
        return client.sendAsync(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> text(HttpRequest.Builder request) {
        return join(client.sendAsync(request.build(), BodyHandlers.ofString()));
    }

    private static <T> T join(CompletableFuture<T> answer) {
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + worker.port() + path))
                .timeout(Duration.ofSeconds(30));
        return headers.length == 0 ? request : request.headers(headers);
    }

    /** For what no proper client sends. */
    public Socket socket() {
        try {
            Socket socket = new Socket("127.0.0.1", worker.port());
            socket.setSoTimeout(30_000);
            return socket;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends the request as written and reads until the worker closes. */
    public String raw(String request) {
        try (Socket socket = socket()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        await(worker.stop());
        // Not chained to the stop: its end would be told on an event loop that is gone by then.
        await(vertx.close());
    }
}
