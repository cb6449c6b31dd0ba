package scales.lab.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.lab.up.TestCluster;

class OperatorTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        TestCluster.await(vertx.close());
    }

    /** Does not answer the first call, and all others with that. */
    private Operator operator(int status) {
        HttpServer server = TestCluster.await(vertx.createHttpServer().requestHandler(request -> {
            if (calls.incrementAndGet() == 1) {
                request.connection().close();
            } else {
                request.response().setStatusCode(status).end("{\"strategy\":\"first\"}");
            }
        }).listen(0, "127.0.0.1"));
        return new Operator(URI.create("http://127.0.0.1:" + server.actualPort()), null);
    }

    @Test
    void who_does_not_answer_is_asked_again() throws Exception {
        assertThat(operator(200).ask("PUT", "/admin/strategy", new JsonObject()).getString("strategy")).isEqualTo("first");
        assertThat(calls).hasValue(2);
    }

    @Test
    void what_was_done_though_no_answer_came_is_done() throws Exception {
        Operator operator = operator(404);
        operator.ask("DELETE", "/admin/nodes/s1", null);
        assertThatThrownBy(() -> operator.ask("DELETE", "/admin/nodes/s1", null)).hasMessageContaining("404");
        assertThat(calls).hasValue(3);
    }
}
