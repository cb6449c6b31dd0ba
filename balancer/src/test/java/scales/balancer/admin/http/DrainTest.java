package scales.balancer.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;
import scales.balancer.admin.cli.Typing;

/** When may I stop it? */
class DrainTest {
    private final Cluster cluster = new Cluster();
    private final BlockingQueue<HttpServerRequest> atS1 = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        cluster.node("s1", atS1::add).node("s2", request -> request.response().end("s2"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private HttpResponse<String> drain(String parameters) throws Exception {
        return cluster.admin("POST", "/admin/nodes/s1/drain?" + parameters, null);
    }

    private CompletableFuture<HttpResponse<String>> drainLater(String parameters) {
        return cluster.client().sendAsync(HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + cluster.adminPort() + "/admin/nodes/s1/drain?" + parameters))
                .POST(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    /** @return its answer, when it comes */
    private CompletableFuture<HttpResponse<String>> requestOnS1() throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                cluster.client().sendAsync(cluster.request("/").build(), BodyHandlers.ofString());
        HttpServerRequest arrived = atS1.poll(10, TimeUnit.SECONDS);
        assertThat(arrived).isNotNull();
        atS1.add(arrived);
        return answer;
    }

    private void answerAtS1() throws Exception {
        atS1.poll(10, TimeUnit.SECONDS).response().end("s1");
    }

    private static void expect(HttpResponse<String> answer, int status, int inFlight, int stickyClients, boolean safe) {
        JsonObject body = new JsonObject(answer.body());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(body.getInteger("inFlight")).isEqualTo(inFlight);
        assertThat(body.getInteger("stickyClients")).isEqualTo(stickyClients);
        assertThat(body.getBoolean("safeToStop")).isEqualTo(safe);
    }

    private void untilS1Is(String state) throws Exception {
        while (!cluster.node("s1").getString("state").equals(state)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void an_idle_node_may_be_stopped_at_once() throws Exception {
        cluster.start();
        expect(drain(""), 200, 0, 0, true);
        expect(drain("wait=30s"), 200, 0, 0, true);
    }

    @Test
    void a_busy_node_may_not_and_the_status_says_so() throws Exception {
        cluster.start();
        CompletableFuture<HttpResponse<String>> running = requestOnS1();
        expect(drain(""), 202, 1, 0, false);
        expect(drain("wait=100ms"), 202, 1, 0, false);
        answerAtS1();
        assertThat(running.get(10, TimeUnit.SECONDS).body()).isEqualTo("s1");
        expect(drain("wait=30s"), 200, 0, 0, true);
    }

    @Test
    void the_answer_comes_as_soon_as_the_last_request_is_done() throws Exception {
        cluster.start();
        CompletableFuture<HttpResponse<String>> running = requestOnS1();
        CompletableFuture<HttpResponse<String>> drained = drainLater("wait=60s");
        untilS1Is("drain");
        assertThat(drained).isNotDone();
        answerAtS1();
        expect(drained.get(10, TimeUnit.SECONDS), 200, 0, 0, true);
        assertThat(running.get(10, TimeUnit.SECONDS).body()).isEqualTo("s1");
    }

    @Test
    void a_client_that_leaves_is_not_waited_for() throws Exception {
        cluster.start();
        CompletableFuture<HttpResponse<String>> running = requestOnS1();
        CompletableFuture<HttpResponse<String>> drained = drainLater("wait=60s");
        untilS1Is("drain");
        running.cancel(true);
        expect(drained.get(10, TimeUnit.SECONDS), 200, 0, 0, true);
    }

    @Test
    void a_node_made_ready_meanwhile_is_a_conflict() throws Exception {
        cluster.start();
        requestOnS1();
        CompletableFuture<HttpResponse<String>> drained = drainLater("wait=60s");
        untilS1Is("drain");
        cluster.admin("POST", "/admin/nodes/s1/ready", null);
        assertThat(drained.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(409);
        answerAtS1();
    }

    @Test
    void a_node_removed_meanwhile_is_not_found() throws Exception {
        cluster.start();
        requestOnS1();
        CompletableFuture<HttpResponse<String>> drained = drainLater("wait=60s");
        untilS1Is("drain");
        cluster.admin("DELETE", "/admin/nodes/s1?force=true", null);
        assertThat(drained.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
        answerAtS1();
    }

    @Test
    void clients_that_stick_are_waited_for_until_the_deadline_moves_them() throws Exception {
        cluster.with("--strategy", "sticky-cookie").start();
        CompletableFuture<HttpResponse<String>> running = requestOnS1();
        answerAtS1();
        String cookie = running.get(10, TimeUnit.SECONDS).headers().firstValue("set-cookie").orElseThrow().split(";")[0];
        assertThat(cookie).isEqualTo("SERVERID=s1");

        expect(drain("wait=100ms"), 202, 0, 1, false);
        HttpResponse<String> drained = drain("wait=30s&deadline=1s");
        expect(drained, 200, 0, 1, true);
        assertThat(new JsonObject(drained.body()).getString("state")).isEqualTo("maint");
        assertThat(cluster.send(cluster.request("/").header("cookie", cookie).build()).body()).isEqualTo("s2");
        JsonArray events = new JsonObject(cluster.admin("GET", "/admin/log", null).body()).getJsonArray("events");
        assertThat(events.toString()).contains("The deadline for draining s1 is over: 1 sticky clients move.");
    }

    @Test
    void who_asks_again_and_again_does_not_put_the_deadline_off_but_may_bring_it_forward() throws Exception {
        cluster.start();
        requestOnS1();
        drain("deadline=1h");
        JsonObject later = new JsonObject(drain("deadline=2h").body());
        assertThat(later.getDouble("drainSecondsLeft")).isBetween(3_500.0, 3_600.0);
        JsonObject sooner = new JsonObject(drain("deadline=30m").body());
        assertThat(sooner.getDouble("drainSecondsLeft")).isBetween(1_700.0, 1_800.0);
        answerAtS1();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ready", "/maint"})
    void another_wish_cancels_the_deadline(String wish) throws Exception {
        cluster.start();
        requestOnS1();
        JsonObject drained = new JsonObject(drain("deadline=1h").body());
        assertThat(drained.getDouble("drainSecondsLeft")).isBetween(3_590.0, 3_600.0);
        cluster.admin("POST", "/admin/nodes/s1" + wish, null);
        cluster.admin("POST", "/admin/nodes/s1/drain", null);
        assertThat(cluster.node("s1").getValue("drainSecondsLeft")).isNull();
        answerAtS1();
    }

    @Test
    void so_does_one_typed_on_the_command_line() throws Exception {
        cluster.start();
        drain("deadline=1h");
        Typing.once(cluster.cliPort(), "set server nodes/s1 state ready;set server nodes/s1 state drain\n");
        assertThat(cluster.node("s1").getValue("drainSecondsLeft")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drain", "maint"})
    void the_last_open_node_is_closed_only_by_force(String wish) throws Exception {
        cluster.start();
        drain("");
        HttpResponse<String> refused = cluster.admin("POST", "/admin/nodes/s2/" + wish, null);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("force=true");
        assertThat(cluster.node("s2").getString("state")).isEqualTo("ready");
        assertThat(cluster.admin("POST", "/admin/nodes/s2/" + wish + "?force=true", null).statusCode()).isEqualTo(200);
        assertThat(cluster.admin("POST", "/admin/nodes/s2/maint", null).statusCode()).as("is closed already").isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"wait=soon", "wait=", "wait=-1s", "wait=101s", "deadline=25h", "deadline=10", "force=yes", "timeout=3s"})
    void what_it_cannot_understand_changes_nothing(String parameters) throws Exception {
        cluster.start();
        HttpResponse<String> refused = drain(parameters);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(parameters.split("=")[0]);
        assertThat(cluster.node("s1").getString("state")).isEqualTo("ready");
    }
}
