package scales.balancer.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

class ProberTest {
    private final Cluster cluster = new Cluster();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicReference<String> said = new AtomicReference<>("");
    private final AtomicReference<String> lastProbe = new AtomicReference<>();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Cluster node() throws Exception {
        return cluster.with("--check-path", "/alive", "--check-interval", "30ms", "--check-timeout", "200ms").node("s1", request -> {
            probes.incrementAndGet();
            lastProbe.set(request.method() + " " + request.path());
            if (status.get() > 0) {
                request.response().setStatusCode(status.get()).end(said.get());
            }
        });
    }

    private String health() throws Exception {
        return cluster.node("s1").getString("health");
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
        }
    }

    private List<String> log() throws Exception {
        JsonArray events = new JsonObject(cluster.admin("GET", "/admin/log", null).body()).getJsonArray("events");
        return events.stream().map(event -> ((JsonObject) event).getString("text")).toList();
    }

    @Test
    void a_wrong_status_brings_a_node_down_and_a_right_one_up_again() throws Exception {
        node().start();
        until(() -> health().equals("UP"));
        status.set(500);
        until(() -> health().equals("DOWN"));
        assertThat(cluster.get("/").statusCode()).isEqualTo(503);
        status.set(200);
        until(() -> health().equals("UP"));
        assertThat(log()).anyMatch(line -> line.matches("Server nodes/s1 is DOWN, reason: Layer7 wrong status, code: 500, "
                + "check duration: [0-9]+ms\\. 0 active and 0 backup servers left\\. 0 sessions active, 0 requeued, 0 remaining in queue\\."));
        assertThat(log()).contains("backend 'nodes' has no server available!");
        assertThat(log()).anyMatch(line -> line.startsWith("Server nodes/s1 is UP, reason: Layer7 check passed, code: 200"));
    }

    @Test
    void a_worker_that_says_that_it_stops_gets_nothing_from_then_on_and_its_successor_serves() throws Exception {
        node().start();
        until(() -> health().equals("UP"));
        said.set("{\"state\":\"stopping\"}");
        status.set(503);
        until(() -> cluster.node("s1").getBoolean("stopping"));
        assertThat(cluster.node("s1").getString("status")).isEqualTo("NOLB");
        assertThat(cluster.node("s1").getJsonObject("lastCheck").getString("status")).isEqualTo("L7OKC");
        assertThat(cluster.get("/").statusCode()).isEqualTo(503);
        status.set(200);
        until(() -> cluster.node("s1").getString("status").equals("UP"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stopping", "[]", "{\"state\":\"serving\"}", "{\"state\":[]}", "{"})
    void whatever_else_comes_with_503_is_a_wrong_status(String body) throws Exception {
        said.set(body);
        status.set(503);
        node().start();
        until(() -> health().equals("DOWN"));
        assertThat(cluster.node("s1").getBoolean("stopping")).isFalse();
    }

    @Test
    void silence_is_a_timeout() throws Exception {
        node().start();
        until(() -> health().equals("UP"));
        status.set(0);
        until(() -> health().equals("DOWN"));
        assertThat(cluster.node("s1").getJsonObject("lastCheck").getString("reason")).isEqualTo("Layer7 timeout");
    }

    @Test
    void a_node_in_maint_is_left_alone_until_it_is_ready() throws Exception {
        node().with("--check-method", "HEAD").start();
        until(() -> probes.get() > 2);
        assertThat(lastProbe.get()).isEqualTo("HEAD /alive");
        cluster.admin("POST", "/admin/nodes/s1/maint?force=true", null);
        // One that was under way may still arrive; nothing follows it.
        int before = probes.get();
        status.set(500);
        assertThat(cluster.node("s1").getString("status")).isEqualTo("MAINT");
        assertThat(probes.get()).isLessThanOrEqualTo(before + 1);
        status.set(200);
        cluster.admin("POST", "/admin/nodes/s1/ready", null);
        assertThat(cluster.get("/").statusCode()).as("in rotation at once").isEqualTo(200);
        until(() -> probes.get() > before + 2);
    }
}
