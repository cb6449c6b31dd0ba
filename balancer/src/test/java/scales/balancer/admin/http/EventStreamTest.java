package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scales.balancer.Cluster;

@Timeout(30)
class EventStreamTest {
    private final Cluster cluster = new Cluster();

    @BeforeEach
    void start() throws Exception {
        cluster.node("s1", request -> request.response().end()).node("s2", request -> request.response().end()).start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void what_happens_is_told_as_it_happens() throws Exception {
        try (Stream<String> lines = open("/admin/events", null)) {
            Iterator<String> each = lines.iterator();
            assertThat(each.next()).startsWith(":");
            cluster.admin("POST", "/admin/nodes/s1/drain", null);
            assertThat(next(each).getString("text")).startsWith("Server nodes/s1 enters drain state.");
            assertThat(next(each).getString("kind")).isEqualTo("audit");
            cluster.admin("PUT", "/admin/strategy", "{\"strategy\":\"random\"}");
            assertThat(next(each).getString("kind")).isEqualTo("strategy");
        }
    }

    @Test
    void who_comes_late_may_have_the_last_ones_first() throws Exception {
        try (Stream<String> lines = open("/admin/events?last=1", null)) {
            assertThat(next(lines.iterator()).getString("node")).isEqualTo("s2");
        }
    }

    @Test
    void who_comes_back_misses_nothing() throws Exception {
        cluster.admin("POST", "/admin/nodes/s1/drain", null);
        try (Stream<String> lines = open("/admin/events", "2")) {
            assertThat(next(lines.iterator()).getLong("number")).isEqualTo(3);
        }
    }

    @Test
    void a_number_from_before_a_restart_hides_nothing() throws Exception {
        try (Stream<String> lines = open("/admin/events?last=1", "99999")) {
            assertThat(next(lines.iterator()).getString("node")).isEqualTo("s2");
        }
    }

    @Test
    void a_wrong_number_is_400() throws Exception {
        assertThat(cluster.admin("GET", "/admin/events?last=many", null).statusCode()).isEqualTo(400);
    }

    private Stream<String> open(String path, String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + path));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<Stream<String>> answer = cluster.client().send(request.build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        return answer.body();
    }

    private static JsonObject next(Iterator<String> lines) {
        String line = lines.next();
        while (!line.startsWith("data: ")) {
            line = lines.next();
        }
        return new JsonObject(line.substring("data: ".length()));
    }
}
