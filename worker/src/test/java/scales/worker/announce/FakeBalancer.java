package scales.worker.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import scales.worker.TestWorker;

/** As much of a balancer's admin interface as a worker calls, over a real server; it remembers what it was asked. */
final class FakeBalancer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile int status = 201;

    FakeBalancer(int port) {
        server = TestWorker.await(vertx.createHttpServer().requestHandler(this::answer).listen(port, "127.0.0.1"));
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            calls.add(new Call(
                    request.method() + " " + request.uri(),
                    request.getHeader("Authorization"),
                    body.length() == 0 ? null : body.toJsonObject()));
            request.response().setStatusCode(status).end("{\"inFlight\":0}");
        });
    }

    void answers(int status) {
        this.status = status;
    }

    int port() {
        return server.actualPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    Call next() throws InterruptedException {
        Call call = calls.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("a call within 20 s").isNotNull();
        return call;
    }

    boolean hasCalls() {
        return !calls.isEmpty();
    }

    @Override
    public void close() {
        TestWorker.await(vertx.close());
    }

    record Call(String line, String authorization, JsonObject body) {}
}
