package scales.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.NetClient;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scales.worker.TestWorker;
import scales.worker.config.WorkerConfig;
import scales.worker.image.Resizer;
import scales.worker.slots.Slots;
import scales.worker.slots.Task;

/** The routes over a real server whose only slot the test itself keeps busy. */
class BusyTest {
    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    /** A field, since Vert.x closes the connections of a client that was garbage collected. */
    private final NetClient netClient = vertx.createNetClient();
    private final CountDownLatch release = new CountDownLatch(1);
    private final WorkerConfig config =
            TestWorker.config(Map.of(), "--max-body=1000", "--body-memory=2500", "--slots=1", "--resize-queue=1");
    private Slots slots;
    private HttpServer server;

    @BeforeEach
    void start() {
        slots = TestWorker.await(Slots.open(vertx, "resize", 1, 1, 1 << 30, System::nanoTime));
        var router = Routes.router(
                vertx, config, "host", new Resizer(config.limits()), slots, new Lifecycle(), new Metrics(slots));
        server = TestWorker.await(vertx.createHttpServer(Routes.options(config)).requestHandler(router).listen());
        slots.submit(() -> new Task.Sized<>(0, () -> release.await(20, TimeUnit.SECONDS)), Promise.<Void>promise().future());
    }

    @AfterEach
    void stop() {
        release.countDown();
        TestWorker.await(vertx.close());
    }

    @Test
    void with_slot_and_queue_full_the_answer_is_503_and_when_to_try_again() {
        Future<HttpResponse<Buffer>> waiting = post(10);
        awaitQueued(1);

        HttpResponse<Buffer> refused = TestWorker.await(post(10));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.body()).isNull();
        release.countDown();
        assertThat(TestWorker.await(waiting).statusCode()).isEqualTo(400);
    }

    @Test
    void a_client_that_leaves_frees_its_place_and_is_in_flight_no_more() {
        Future<HttpResponse<Buffer>> leaving = post(10);
        awaitQueued(1);

        client.close();

        awaitQueued(0);
        assertThat(leaving.failed() || !leaving.isComplete()).isTrue();
        WebClient another = WebClient.create(vertx);
        awaitHealth(another, "\"inFlight\":0");
    }

    @Test
    void with_the_memory_for_bodies_full_the_answer_is_503_before_the_body_is_in() {
        Future<HttpResponse<Buffer>> first = post(1_000);
        awaitQueued(1);
        // Not yet in the queue, but in memory: its last byte is missing.
        var unfinished = TestWorker.await(netClient.connect(server.actualPort(), "127.0.0.1"));
        TestWorker.await(unfinished.write(
                "POST /resize?scale=2 HTTP/1.1\r\nHost: w\r\nContent-Length: 1000\r\n\r\n" + "x".repeat(999)));
        awaitMetric("scales_worker_body_memory_bytes 2000.0");

        HttpResponse<Buffer> refused = TestWorker.await(post(1_000));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.getHeader("X-Scales-Reason")).contains("memory");
        unfinished.close();
        release.countDown();
        TestWorker.await(first);
        awaitMetric("scales_worker_body_memory_bytes 0.0");
    }

    private Future<HttpResponse<Buffer>> post(int bytes) {
        return client.post(server.actualPort(), "127.0.0.1", "/resize?scale=2").sendBuffer(Buffer.buffer(new byte[bytes]));
    }

    private void awaitQueued(int queued) {
        awaitHealth(WebClient.create(vertx), "\"queued\":" + queued);
    }

    private void awaitHealth(WebClient asking, String wanted) {
        await(asking, "/health", wanted);
    }

    private void awaitMetric(String wanted) {
        await(client, "/metrics", wanted);
    }

    /** Asks again until the answer holds what is wanted: each time a whole request, so this is no busy loop. */
    private void await(WebClient asking, String path, String wanted) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String answer;
        do {
            answer = TestWorker.await(asking.get(server.actualPort(), "127.0.0.1", path).send()).bodyAsString();
        } while (!answer.contains(wanted) && System.nanoTime() < deadline);
        assertThat(answer).contains(wanted);
    }
}
