package scales.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {
    @Test
    void a_stopping_worker_says_so_still_serves_finishes_and_then_is_gone() {
        try (TestWorker worker = TestWorker.start("--lame-duck=2s")) {
            assertThat(worker.get("/health").body())
                    .isEqualTo("{\"state\":\"serving\",\"id\":\"s1\",\"slots\":2,\"busy\":0,\"queued\":0,\"inFlight\":0}");
            worker.post("/delay", "{\"delay\":2500,\"mode\":\"latency\"}");
            CompletableFuture<HttpResponse<String>> running = worker.getLater("/");
            while (!worker.get("/health").body().contains("\"inFlight\":1")) {
                assertThat(running).isNotDone();
            }

            Future<Void> stopped = worker.worker().stop();

            HttpResponse<String> health = worker.get("/health");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body()).contains("\"state\":\"stopping\"");
            worker.post("/delay", "{\"delay\":0}");
            HttpResponse<String> late = worker.get("/");
            assertThat(late.statusCode()).isEqualTo(200);
            assertThat(late.headers().firstValue("Connection")).hasValue("close");
            assertThat(running.orTimeout(20, TimeUnit.SECONDS).join().statusCode()).isEqualTo(200);
            TestWorker.await(stopped);
            assertThatThrownBy(worker::socket).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void what_does_not_finish_within_the_grace_period_is_cut() {
        try (TestWorker worker = TestWorker.start("--grace=200ms")) {
            worker.post("/delay", "{\"delay\":100000}");
            CompletableFuture<HttpResponse<String>> endless = worker.getLater("/");
            while (!worker.get("/health").body().contains("\"inFlight\":1")) {
                assertThat(endless).isNotDone();
            }

            TestWorker.await(worker.worker().stop());

            assertThatThrownBy(() -> endless.orTimeout(20, TimeUnit.SECONDS).join())
                    .hasCauseInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void two_workers_live_side_by_side_and_a_taken_port_is_told() {
        try (TestWorker one = TestWorker.start(); TestWorker other = TestWorker.start("--id=s2")) {
            assertThat(one.get("/").body()).contains("\"tag\":\"s1\"");
            assertThat(other.get("/").body()).contains("\"tag\":\"s2\"");
            assertThatThrownBy(() -> TestWorker.start("--port=" + one.worker().port()))
                    .hasCauseInstanceOf(BindException.class);
        }
    }
}
