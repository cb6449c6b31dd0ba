package scales.balancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GoingAwayTest {
    private final Promise<HttpServerRequest> held = Promise.promise();

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/held")) {
            held.complete(request);
        } else {
            request.response().end("served");
        }
    }

    @Test
    void it_serves_on_sends_clients_away_finishes_what_runs_and_is_gone() throws Exception {
        try (Cluster cluster = new Cluster().node("s1", this::answer).with("--stop-delay", "2s").start()) {
            assertThat(cluster.get("/").headers().firstValue("connection")).isEmpty();
            assertThat(cluster.admin("GET", "/health/ready", null).statusCode()).isEqualTo(200);
            CompletableFuture<HttpResponse<String>> running =
                    cluster.client().sendAsync(cluster.request("/held").build(), BodyHandlers.ofString());
            HttpServerRequest atNode = held.future().await(20, TimeUnit.SECONDS);

            Future<Void> gone = cluster.balancer().shutdown();

            HttpResponse<String> late = cluster.get("/late");
            assertThat(late.body()).isEqualTo("served");
            assertThat(late.headers().firstValue("connection")).hasValue("close");
            assertThat(cluster.admin("GET", "/health/ready", null).statusCode()).isEqualTo(503);
            assertThat(cluster.admin("GET", "/health/live", null).statusCode()).isEqualTo(200);
            assertThat(gone.isComplete()).isFalse();
            atNode.response().end("finished");
            assertThat(running.orTimeout(20, TimeUnit.SECONDS).join().body()).isEqualTo("finished");
            gone.await(20, TimeUnit.SECONDS);
            assertThatThrownBy(() -> cluster.get("/")).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void an_answer_of_its_own_sends_clients_away_too() throws Exception {
        try (Cluster cluster = new Cluster().with("--stop-delay", "1s").start()) {
            Future<Void> gone = cluster.balancer().shutdown();

            HttpResponse<String> none = cluster.get("/");
            assertThat(none.statusCode()).isEqualTo(503);
            assertThat(none.headers().firstValue("connection")).hasValue("close");
            gone.await(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void what_does_not_finish_in_time_is_cut() throws Exception {
        try (Cluster cluster = new Cluster().node("s1", this::answer).with("--stop-delay", "0s", "--stop-timeout", "200ms").start()) {
            CompletableFuture<HttpResponse<String>> endless =
                    cluster.client().sendAsync(cluster.request("/held").build(), BodyHandlers.ofString());
            held.future().await(20, TimeUnit.SECONDS);

            cluster.balancer().shutdown().await(20, TimeUnit.SECONDS);

            assertThatThrownBy(() -> endless.orTimeout(20, TimeUnit.SECONDS).join()).hasCauseInstanceOf(java.io.IOException.class);
        }
    }
}
