package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** Nodes whose probes pass and whose requests fail. */
class FaultsTest {
    private final Cluster cluster = new Cluster().with("--check-interval", "1h");
    private final AtomicInteger broken = new AtomicInteger();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void breakOff(HttpServerRequest request) {
        broken.incrementAndGet();
        request.connection().close();
    }

    private static void answer(HttpServerRequest request) {
        request.response().end("s2");
    }

    private void untilEjected(String id) throws Exception {
        until(() -> cluster.node(id).getJsonObject("ejected") != null);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
        }
    }

    private void seeProbesPass() throws Exception {
        until(() -> cluster.node("s1").getString("health").equals("UP"));
    }

    @Test
    void a_node_that_breaks_every_request_is_ejected_and_no_client_sees_it() throws Exception {
        cluster.node("s1", this::breakOff).node("s2", FaultsTest::answer).start();
        seeProbesPass();
        for (int i = 0; i < 20; i++) {
            assertThat(cluster.get("/").body()).isEqualTo("s2");
        }
        untilEjected("s1");

        assertThat(broken.get()).as("of the ten that would be its share").isBetween(3, 8);
        JsonObject node = cluster.node("s1");
        assertThat(node.getString("status")).isEqualTo("DOWN");
        assertThat(node.getString("health")).as("by its probes").isEqualTo("UP");
        assertThat(node.getJsonObject("ejected").getDouble("secondsLeft")).isBetween(0.0, 5.0);
        assertThat(node.getJsonObject("ejected").getString("reason")).contains("consecutive errors").endsWith("broke off");
        assertThat(cluster.admin("GET", "/;csv", null).body()).contains(",HANA,");
        assertThat(cluster.admin("GET", "/;csv", null).body().lines().filter(line -> line.startsWith("nodes,s1,")).findFirst().orElseThrow())
                .contains(",DOWN,");

        cluster.admin("POST", "/admin/nodes/s1/ready", null);
        assertThat(cluster.node("s1").getJsonObject("ejected")).isNull();
        int before = broken.get();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.get("/").body()).isEqualTo("s2");
        }
        assertThat(broken.get()).as("it is asked again").isGreaterThan(before);
    }

    @Test
    void clients_that_stick_to_an_ejected_node_move() throws Exception {
        cluster.node("s1", this::breakOff).node("s2", FaultsTest::answer).with("--strategy", "sticky-cookie").start();
        seeProbesPass();
        for (int i = 0; i < 3; i++) {
            cluster.send(cluster.request("/").header("cookie", "SERVERID=s1").build());
        }
        untilEjected("s1");
        int before = broken.get();
        HttpResponse<String> moved = cluster.send(cluster.request("/").header("cookie", "SERVERID=s1").build());
        assertThat(moved.body()).isEqualTo("s2");
        assertThat(moved.headers().firstValue("set-cookie").orElse("")).startsWith("SERVERID=s2");
        assertThat(broken.get()).isEqualTo(before);
    }

    @Test
    void the_only_node_is_never_ejected_and_its_failures_are_502() throws Exception {
        cluster.node("s1", this::breakOff).start();
        seeProbesPass();
        for (int i = 0; i < 8; i++) {
            assertThat(cluster.get("/").statusCode()).isEqualTo(502);
        }
        assertThat(broken).hasValue(8);
        assertThat(cluster.node("s1").getString("status")).isEqualTo("UP");
    }

    @Test
    void while_nodes_refuse_unnoticed_the_client_gets_502_and_once_they_are_down_503() throws Exception {
        cluster.node("s1", FaultsTest::answer).node("s2", FaultsTest::answer).start();
        seeProbesPass();
        until(() -> cluster.node("s2").getString("health").equals("UP"));
        cluster.server(0).close().await();
        cluster.server(1).close().await();
        for (int i = 0; i < 6; i++) {
            HttpResponse<String> refused = cluster.get("/");
            assertThat(refused.statusCode()).as("each was tried, and none is known to be dead").isEqualTo(502);
            assertThat(refused.headers().firstValue("retry-after")).isEmpty();
        }

        try (Cluster checked = new Cluster().with("--check-interval", "20ms").node("s1", 1).node("s2", 1).start()) {
            until(() -> checked.node("s1").getString("status").equals("DOWN") && checked.node("s2").getString("status").equals("DOWN"));
            HttpResponse<String> none = checked.get("/");
            assertThat(none.statusCode()).isEqualTo(503);
            assertThat(none.headers().firstValue("retry-after")).isPresent();
        }
    }

    @Test
    void a_worker_has_as_many_places_as_it_announces_slots_unless_a_limit_is_said() throws Exception {
        cluster.start();
        announce("s1", ",\"slots\":3", 201);
        assertThat(cluster.node("s1").getInteger("limit")).isEqualTo(3);
        announce("s2", ",\"slots\":3,\"limit\":0", 201);
        assertThat(cluster.node("s2").getInteger("limit")).isZero();
        announce("s3", "", 201);
        assertThat(cluster.node("s3").getInteger("limit")).isZero();
        announce("s4", ",\"slots\":0", 400);

        cluster.admin("PATCH", "/admin/nodes/s1", "{\"limit\":8}");
        announce("s1", ",\"slots\":3", 200);
        assertThat(cluster.node("s1").getInteger("limit")).isEqualTo(8);
    }

    private void announce(String id, String more, int status) throws Exception {
        HttpResponse<String> answer =
                cluster.admin("POST", "/admin/nodes", "{\"id\":\"" + id + "\",\"port\":1,\"ttl\":60" + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 400\r\n\r\nbusy", "Transfer-Encoding: chunked\r\n\r\n4\r\nbusy\r\n", "Content-Length: 9999999\r\n\r\nbusy"})
    void the_rest_of_a_busy_answer_is_not_waited_for(String rest) throws Exception {
        RawNode busy = new RawNode(cluster.vertx(), (socket, line) -> socket.write("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\n" + rest));
        cluster.node("s2", FaultsTest::answer).with("--node", "s1=127.0.0.1:" + busy.port()).start();
        seeProbesPass();
        for (int i = 0; i < 2; i++) {
            assertThat(cluster.get("/").body()).isEqualTo("s2");
        }
        assertThat(busy.saw()).isEqualTo("GET / HTTP/1.1");
        assertThat(busy.saw()).isEqualTo("closed");
    }
}
