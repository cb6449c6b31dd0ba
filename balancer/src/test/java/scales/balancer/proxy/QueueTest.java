package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

class QueueTest {
    private final Cluster cluster = new Cluster();
    private final BlockingQueue<HttpServerRequest> atNode = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** One node with one place, which answers when the test says so. */
    private void start(String... options) throws Exception {
        cluster.node("s1", atNode::add).with(options).start();
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"limit\":1}");
    }

    private CompletableFuture<HttpResponse<String>> ask(String target) {
        HttpRequest request = cluster.request(target).build();
        return cluster.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private void answerNext(String expectedTarget) throws Exception {
        HttpServerRequest request = atNode.poll(10, TimeUnit.SECONDS);
        assertThat(request).as("a request at the node").isNotNull();
        assertThat(request.uri()).isEqualTo(expectedTarget);
        request.response().end(request.uri());
    }

    @Test
    void requests_wait_for_a_place_and_are_served_as_they_came() throws Exception {
        start();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(ask("/" + i));
            waitUntilInside(i + 1);
        }
        for (int i = 0; i < 5; i++) {
            answerNext("/" + i);
            assertThat(answers.get(i).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
    }

    @Test
    void who_waits_too_long_gets_503_and_when_to_come_again() throws Exception {
        start("--queue-timeout", "200ms");
        CompletableFuture<HttpResponse<String>> first = ask("/first");
        waitUntilInside(1);
        HttpResponse<String> late = ask("/late").get(10, TimeUnit.SECONDS);
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.headers().firstValue("retry-after")).isPresent();
        answerNext("/first");
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void beyond_its_length_the_queue_takes_nobody() throws Exception {
        start("--queue", "1");
        ask("/first");
        waitUntilInside(1);
        ask("/second");
        waitUntilInside(2);
        assertThat(ask("/third").get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    @Test
    void a_client_that_leaves_leaves_the_queue_too() throws Exception {
        start();
        ask("/first");
        waitUntilInside(1);
        try (Socket leaver = new Socket("127.0.0.1", cluster.port())) {
            leaver.getOutputStream().write("GET /leaver HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            waitUntilInside(2);
        }
        waitUntilInside(1);
        CompletableFuture<HttpResponse<String>> last = ask("/last");
        waitUntilInside(2);
        answerNext("/first");
        answerNext("/last");
        assertThat(last.get(10, TimeUnit.SECONDS).body()).isEqualTo("/last");
    }

    @Test
    void when_the_last_node_closes_those_who_wait_are_told_at_once() throws Exception {
        start("--queue-timeout", "60s");
        ask("/first");
        waitUntilInside(1);
        CompletableFuture<HttpResponse<String>> waiting = ask("/waiting");
        waitUntilInside(2);
        cluster.admin("POST", "/admin/nodes/s1/maint?force=true", null);
        assertThat(waiting.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    @Test
    void a_raised_limit_lets_the_waiting_in() throws Exception {
        start();
        ask("/first");
        waitUntilInside(1);
        CompletableFuture<HttpResponse<String>> second = ask("/second");
        waitUntilInside(2);
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"limit\":2}");
        answerNext("/first");
        answerNext("/second");
        assertThat(second.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    /** Until the balancer has so many exchanges under way. */
    private void waitUntilInside(int count) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (inside() != count) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
        }
    }

    private int inside() throws Exception {
        return new io.vertx.core.json.JsonObject(cluster.admin("GET", "/admin/stats", null).body())
                .getJsonObject("total").getInteger("current");
    }
}
