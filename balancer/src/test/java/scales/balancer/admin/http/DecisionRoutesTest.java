package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** Why did this request go there? */
class DecisionRoutesTest {
    private final Cluster cluster = new Cluster();

    @BeforeEach
    void nodes() throws Exception {
        for (String id : new String[] {"s1", "s2"}) {
            cluster.node(id, request -> request.response()
                    .putHeader("x-seen-id", String.valueOf(request.getHeader("x-request-id")))
                    .putHeader("x-seen-explain", String.valueOf(request.getHeader("x-scales-explain")))
                    .end(id));
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private JsonObject json(String path) throws Exception {
        return new JsonObject(cluster.admin("GET", path, null).body());
    }

    private HttpResponse<String> get(String... headers) throws Exception {
        HttpRequest.Builder request = cluster.request("/a?secret=1");
        return cluster.send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    @Test
    void a_decision_says_what_the_strategy_saw_and_chose() throws Exception {
        cluster.with("--strategy", "least-connections").start();
        cluster.admin("PATCH", "/admin/nodes/s2", "{\"weight\":0}");
        get("X-Request-Id", "mine");
        JsonObject answer = json("/admin/decisions?last=20");
        assertThat(answer.getLong("made")).isEqualTo(1);
        JsonObject decision = answer.getJsonArray("decisions").getJsonObject(0);
        assertThat(decision.getString("time")).matches("\\d{4}-.*Z");
        decision.remove("time");
        assertThat(decision.remove("latencyMillis")).isInstanceOf(Double.class);
        assertThat(decision).isEqualTo(new JsonObject().put("number", 1).put("requestId", "mine").put("client", "127.0.0.1")
                .put("method", "GET").put("path", "/a").put("strategy", "least-connections").put("attempt", 1).put("node", "s1")
                .put("reason", "s1: lowest (in flight + 1) / weight; left out: s2 weight 0")
                .put("tied", 1)
                .put("affinity", new JsonObject().put("outcome", "none"))
                .put("candidates", new JsonArray().add(new JsonObject().put("node", "s1").put("weight", 1).put("score", 0.0)))
                .put("leftOut", new JsonArray().add(new JsonObject().put("node", "s2").put("because", "weight 0")))
                .put("waitedMillis", 0.0).put("outcome", "answered with 200"));
    }

    @Test
    void one_request_is_found_by_its_name_with_all_its_attempts() throws Exception {
        cluster.node("s3", request -> request.connection().close()).start();
        get();
        get();
        assertThat(get("X-Request-Id", "a/b").statusCode()).isEqualTo(200);
        JsonObject request;
        do {
            // The client has the answer before the balancer has noted that it has.
            request = json("/admin/decisions/a%2Fb");
        } while (request.getString("outcome").equals("under way"));
        assertThat(request.getString("outcome")).isEqualTo("answered with 200");
        assertThat(request.getInteger("status")).isEqualTo(200);
        JsonArray attempts = request.getJsonArray("attempts");
        assertThat(attempts.getJsonObject(0).getString("node")).isEqualTo("s3");
        assertThat(attempts.getJsonObject(0).getString("outcome")).isEqualTo("broke off");
        assertThat(attempts.getJsonObject(1).getJsonArray("leftOut")).containsExactly(
                new JsonObject().put("node", "s3").put("because", "already tried"));
        assertThat(cluster.admin("GET", "/admin/decisions/unknown", null).statusCode()).isEqualTo(404);
    }

    @Test
    void a_request_that_nobody_took_is_explained_too() throws Exception {
        cluster.start();
        cluster.admin("POST", "/admin/nodes/s1/maint", null);
        cluster.admin("POST", "/admin/nodes/s2/drain?force=true", null);
        assertThat(get("X-Request-Id", "lost").statusCode()).isEqualTo(503);
        JsonObject attempt = json("/admin/decisions/lost").getJsonArray("attempts").getJsonObject(0);
        assertThat(attempt.getString("node")).isNull();
        assertThat(attempt.getString("reason")).isEqualTo("nobody: no node takes it; left out: s1 in MAINT, s2 in DRAIN");
    }

    @Test
    void decisions_are_filtered_by_node_and_client() throws Exception {
        cluster.start();
        for (int i = 0; i < 6; i++) {
            get();
        }
        assertThat(json("/admin/decisions?node=s2").getJsonArray("decisions")).hasSize(3)
                .allMatch(decision -> ((JsonObject) decision).getString("node").equals("s2"));
        assertThat(json("/admin/decisions?client=10.0.0.1").getJsonArray("decisions")).isEmpty();
        assertThat(json("/admin/decisions?client=127.0.0.1&last=2").getJsonArray("decisions")).hasSize(2);
    }

    @Test
    void a_node_that_is_neither_there_nor_in_a_decision_is_not_found() throws Exception {
        cluster.start();
        assertThat(json("/admin/decisions?node=s2").getJsonArray("decisions")).as("nothing was decided yet").isEmpty();
        assertThat(cluster.admin("GET", "/admin/decisions?node=typo", null).statusCode()).isEqualTo(404);
        get();
        get();
        cluster.admin("DELETE", "/admin/nodes/s2?force=true", null);
        assertThat(json("/admin/decisions?node=s2").getJsonArray("decisions")).as("it is gone, and decided about").hasSize(1);
        assertThat(json("/admin/decisions?node=s2&client=10.0.0.1").getJsonArray("decisions")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"last=0", "last=10001", "last=x", "first=3"})
    void what_it_cannot_understand_is_refused(String parameters) throws Exception {
        cluster.start();
        assertThat(cluster.admin("GET", "/admin/decisions?" + parameters, null).statusCode()).isEqualTo(400);
    }

    @Test
    void every_request_has_a_name_which_its_node_learns_and_nobody_else() throws Exception {
        cluster.start();
        HttpResponse<String> named = get("X-Request-Id", "mine");
        assertThat(named.headers().firstValue("x-seen-id")).contains("mine");
        assertThat(named.headers().firstValue("x-request-id")).isEmpty();
        String made = get("X-Request-Id", "not sane").headers().firstValue("x-seen-id").orElseThrow();
        assertThat(made).matches("[0-9a-z]+-[0-9a-z]+");
        assertThat(json("/admin/decisions/" + made).getString("requestId")).isEqualTo(made);
        assertThat(get().headers().map()).doesNotContainKeys("x-scales-node", "x-scales-strategy", "x-scales-reason");
    }

    @Test
    void an_answer_explains_itself_when_an_administrator_asks() throws Exception {
        cluster.start();
        HttpResponse<String> answer = get("X-Scales-Explain", "1", "X-Request-Id", "mine");
        assertThat(answer.headers().firstValue("x-scales-node")).contains(answer.body());
        assertThat(answer.headers().firstValue("x-scales-strategy")).contains("round-robin");
        assertThat(answer.headers().firstValue("x-scales-reason")).contains(answer.body() + ": its turn by weight");
        assertThat(answer.headers().firstValue("x-request-id")).contains("mine");
        assertThat(answer.headers().firstValue("x-seen-explain")).as("is between us").contains("null");
    }

    @ParameterizedTest
    @CsvSource({"10.9.9.9, true", "10.8.8.8, false", "127.0.0.1, true"})
    void behind_a_trusted_proxy_the_client_must_be_an_administrator(String client, boolean explained) throws Exception {
        cluster.with("--trusted-proxy", "127.0.0.1", "--admin-network", "10.9.0.0/16").start();
        HttpResponse<String> answer = get("X-Scales-Explain", "1", "X-Forwarded-For", client);
        assertThat(answer.headers().firstValue("x-scales-node").isPresent()).isEqualTo(explained);
    }

    @ParameterizedTest
    @CsvSource({", 0", "X-Forwarded-For, 50", "Forwarded, 50"})
    void only_who_says_for_whom_it_comes_is_told_that_it_is_not_trusted_to(String header, int unbelieved) throws Exception {
        cluster.with("--strategy", "ip-hash").start();
        for (int i = 0; i < 50; i++) {
            get(header == null ? new String[0] : new String[] {header, header.startsWith("X") ? "10.0.0.1" : "for=10.0.0.1"});
        }
        JsonObject hint = json("/admin/hints").getJsonArray("hints").getJsonObject(0);
        assertThat(hint.getString("id")).isEqualTo("one-address");
        assertThat(hint.getJsonObject("evidence").getInteger("unbelieved")).isEqualTo(unbelieved);
        assertThat(hint.getString("text").contains("X-Forwarded-For")).isEqualTo(unbelieved > 0);
    }
}
