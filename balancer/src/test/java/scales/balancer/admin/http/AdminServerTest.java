package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

class AdminServerTest {
    private final Cluster cluster = new Cluster();

    @BeforeEach
    void start() throws Exception {
        cluster.node("s1", request -> answer(request, "s1")).node("s2", request -> answer(request, "s2"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static void answer(HttpServerRequest request, String name) {
        request.response().end(name);
    }

    private int status(String method, String path, String body) throws Exception {
        return cluster.admin(method, path, body).statusCode();
    }

    @Test
    void the_three_states_act_at_once() throws Exception {
        cluster.start();
        for (String closed : new String[] {"drain", "maint"}) {
            JsonObject answer = new JsonObject(cluster.admin("POST", "/admin/nodes/s1/" + closed, null).body());
            assertThat(answer.getString("state")).isEqualTo(closed);
            assertThat(answer.getInteger("inFlight")).isZero();
            assertThat(answer.getBoolean("safeToStop")).isTrue();
            for (int i = 0; i < 4; i++) {
                assertThat(cluster.get("/").body()).isEqualTo("s2");
            }
        }
        assertThat(status("POST", "/admin/nodes/s1/ready", null)).isEqualTo(200);
        assertThat(cluster.get("/").body() + cluster.get("/").body()).contains("s1", "s2");
    }

    @Test
    void with_every_node_closed_the_answer_is_503_at_once() throws Exception {
        cluster.start();
        cluster.admin("POST", "/admin/nodes/s1/drain", null);
        cluster.admin("POST", "/admin/nodes/s2/maint?force=true", null);
        assertThat(cluster.get("/").statusCode()).isEqualTo(503);
        assertThat(status("GET", "/health/ready", null)).isEqualTo(503);
        assertThat(status("GET", "/health/live", null)).isEqualTo(200);
    }

    @Test
    void weights_change_live() throws Exception {
        cluster.start();
        assertThat(status("PATCH", "/admin/nodes/s1", "{\"weight\":0}")).isEqualTo(200);
        assertThat(cluster.get("/").body() + cluster.get("/").body()).isEqualTo("s2s2");
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"weight\":1,\"limit\":5}");
        assertThat(cluster.node("s1").getInteger("limit")).isEqualTo(5);
    }

    @Test
    void nodes_join_and_leave_live() throws Exception {
        cluster.start();
        int port = cluster.server(0).actualPort();
        assertThat(status("POST", "/admin/nodes", "{\"id\":\"s3\",\"address\":\"127.0.0.1:" + port + "\"}")).isEqualTo(201);
        assertThat(status("POST", "/admin/nodes", "{\"id\":\"s3\",\"address\":\"127.0.0.1:" + port + "\"}")).isEqualTo(409);
        assertThat(status("DELETE", "/admin/nodes/s3", null)).as("must be in maint").isEqualTo(409);
        assertThat(status("POST", "/admin/nodes/s3/maint", null)).isEqualTo(200);
        assertThat(status("DELETE", "/admin/nodes/s3", null)).isEqualTo(204);
        assertThat(status("GET", "/admin/nodes/s3", null)).isEqualTo(404);
        assertThat(status("DELETE", "/admin/nodes/s2?force=true", null)).isEqualTo(204);
        assertThat(cluster.get("/").body()).isEqualTo("s1");
    }

    @Test
    void a_worker_announces_itself_renews_stops_and_leaves() throws Exception {
        cluster.start();
        String announcement = "{\"id\":\"w1\",\"port\":" + cluster.server(1).actualPort() + ",\"weight\":2,\"slots\":4,\"ttl\":15}";
        assertThat(status("POST", "/admin/nodes", announcement)).isEqualTo(201);
        assertThat(status("POST", "/admin/nodes", announcement)).isEqualTo(200);
        assertThat(cluster.node("w1").getString("origin")).isEqualTo("announced");
        JsonObject leaving = new JsonObject(cluster.admin("POST", "/admin/nodes/w1/leave", null).body());
        assertThat(leaving.getBoolean("stopping")).isTrue();
        assertThat(leaving.getBoolean("safeToStop")).isTrue();
        assertThat(status("DELETE", "/admin/nodes/w1?force=true", null)).isEqualTo(204);
    }

    @Test
    void the_strategy_changes_live_and_counters_stay() throws Exception {
        cluster.start();
        cluster.get("/");
        cluster.get("/");
        HttpResponse<String> changed = cluster.admin("PUT", "/admin/strategy", "{\"strategy\":\"leastconn\"}");
        assertThat(new JsonObject(changed.body()).getString("strategy")).isEqualTo("least-connections");
        assertThat(cluster.node("s1").getInteger("requests")).isEqualTo(1);
        cluster.admin("PUT", "/admin/strategy", "{\"strategy\":\"sticky-cookie\",\"cookie\":\"NODESESSID\",\"mode\":\"prefix\"}");
        JsonObject now = new JsonObject(cluster.admin("GET", "/admin/strategy", null).body());
        assertThat(now.getString("strategy")).isEqualTo("sticky-cookie+round-robin");
        assertThat(now.getString("mode")).isEqualTo("prefix");
    }

    @Test
    void counters_are_reset_on_demand() throws Exception {
        cluster.start();
        cluster.get("/");
        assertThat(status("POST", "/admin/stats/reset", null)).isEqualTo(200);
        assertThat(new JsonObject(cluster.admin("GET", "/admin/stats", null).body()).getJsonObject("total").getInteger("requests"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "GET    | /admin/nodes/s9             | -                                   | 404",
        "POST   | /admin/nodes/s9/drain       | -                                   | 404",
        "GET    | /admin/nodes/s1/drain       | -                                   | 405",
        "PATCH  | /admin/nodes/s1             | {\"weight\":257}                    | 400",
        "PATCH  | /admin/nodes/s1             | {\"weight\":-1}                     | 400",
        "PATCH  | /admin/nodes/s1             | {\"weight\":1.9}                    | 400",
        "PATCH  | /admin/nodes/s1             | {\"weight\":4294967297}             | 400",
        "PATCH  | /admin/nodes/s1             | {\"limit\":4294967297}              | 400",
        "PATCH  | /admin/nodes/s1             | {\"weight\":\"two\"}                | 400",
        "PATCH  | /admin/nodes/s1             | {\"wieght\":1}                      | 400",
        "PATCH  | /admin/nodes/s1             | {}                                  | 400",
        "PATCH  | /admin/nodes/s1             | not json                            | 400",
        "PATCH  | /admin/nodes/s1             | [1]                                 | 400",
        "PATCH  | /admin/nodes/s1             | -                                   | 400",
        "POST   | /admin/nodes                | {\"id\":\"a b\",\"address\":\"h:1\"} | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\"}                      | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"address\":\"h\"}    | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"port\":0,\"ttl\":5} | 400",
        "PUT    | /admin/strategy             | {\"strategy\":\"best\"}             | 400",
        "PUT    | /admin/strategy             | {\"strategy\":5}                    | 400",
        "PUT    | /admin/strategy             | {\"mode\":\"append\"}               | 400",
        "PUT    | /admin/strategy             | {\"strategy\":null}             | 400",
        "PUT    | /admin/strategy             | {\"cookie\":null}               | 400",
        "PUT    | /admin/strategy             | {\"mode\":null}                 | 400",
        "PATCH  | /admin/nodes/s1             | {\"weight\":null}               | 400",
        "POST   | /admin/nodes                | {\"id\":null,\"address\":\"h:1\"}  | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"address\":null}    | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"address\":\"h:1\",\"weight\":null} | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"address\":\"h:1\",\"limit\":null}  | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"address\":\"h:1\",\"slots\":null}  | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"port\":null,\"ttl\":5} | 400",
        "POST   | /admin/nodes                | {\"id\":\"a\",\"port\":1,\"ttl\":null} | 400",
        "POST   | /admin/nodes                | {\"id\":\".\",\"address\":\"h:1\"}   | 400",
        "POST   | /admin/nodes                | {\"id\":\"..\",\"address\":\"h:1\"}  | 400",
        "GET    | /nothing                    | -                                   | 404"})
    void a_wrong_request_gets_a_sentence(String method, String path, String body, int status) throws Exception {
        cluster.start();
        HttpResponse<String> answer = cluster.admin(method, path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("error")).isNotBlank().doesNotContain("Exception");
    }

    @Test
    void a_body_that_is_too_large_is_413_however_it_comes() throws Exception {
        cluster.start();
        byte[] large = new byte[5 * (int) AdminServer.LARGEST_BODY];
        Arrays.fill(large, (byte) 'a');
        for (HttpRequest.BodyPublisher body : List.of(
                BodyPublishers.ofByteArray(large), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + "/admin/strategy"))
                    .header("content-type", "application/x-www-form-urlencoded").PUT(body).build();
            assertThat(cluster.send(request).statusCode()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/admin/nodes", "/admin/nodes/s1", "/admin/nodes/s9", "/admin/decisions", "/metrics", "/;csv",
        "/health/live", "/health/ready", "/admin/openapi.json"})
    void head_is_answered_as_get_without_the_body(String path) throws Exception {
        cluster.start();
        HttpResponse<String> get = cluster.admin("GET", path, null);
        HttpResponse<String> head = cluster.admin("HEAD", path, null);
        assertThat(head.statusCode()).isEqualTo(get.statusCode());
        assertThat(head.headers().firstValue("content-type")).isEqualTo(get.headers().firstValue("content-type"));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void nothing_of_it_is_reachable_where_clients_come() throws Exception {
        cluster.start();
        assertThat(cluster.get("/admin/nodes").body()).isIn("s1", "s2");
    }

    @Test
    void a_page_of_another_site_changes_nothing() throws Exception {
        cluster.start();
        HttpRequest forged = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + "/admin/nodes/s1/maint"))
                .header("origin", "http://evil.example").POST(BodyPublishers.noBody()).build();
        assertThat(cluster.send(forged).statusCode()).isEqualTo(403);
        assertThat(cluster.node("s1").getString("state")).isEqualTo("ready");
    }

    @Test
    void where_others_can_call_changes_need_the_token() throws Exception {
        java.nio.file.Path token = java.nio.file.Files.createTempFile("token", "");
        java.nio.file.Files.writeString(token, "secret\n");
        cluster.with("--admin-host", "0.0.0.0", "--admin-token-file", token.toString()).start();
        assertThat(status("GET", "/admin/nodes", null)).isEqualTo(200);
        assertThat(status("POST", "/admin/nodes/s1/maint", null)).isEqualTo(401);
        HttpRequest.Builder change = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + "/admin/nodes/s1/maint"))
                .POST(BodyPublishers.noBody());
        assertThat(cluster.send(change.copy().header("authorization", "Bearer wrong").build()).statusCode()).isEqualTo(401);
        assertThat(cluster.send(change.copy().header("authorization", "Bearer secret").build()).statusCode()).isEqualTo(200);
    }

    @Test
    void the_page_and_its_parts_come_from_here_and_are_sent_once() throws Exception {
        cluster.start();
        String page = cluster.admin("GET", "/", null).body();
        for (String part : Pattern.compile("(?:src|href)=\"([a-z.]+)\"").matcher(page).results().map(found -> found.group(1)).toList()) {
            HttpResponse<String> first = cluster.admin("GET", "/" + part, null);
            assertThat(first.statusCode()).as(part).isEqualTo(200);
            assertThat(first.headers().firstValue("content-security-policy").orElseThrow()).contains("default-src 'self'");
            HttpRequest again = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cluster.adminPort() + "/" + part))
                    .header("if-none-match", first.headers().firstValue("etag").orElseThrow()).build();
            assertThat(cluster.send(again).statusCode()).as(part).isEqualTo(304);
        }
    }

}
