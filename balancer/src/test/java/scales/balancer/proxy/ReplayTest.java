package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** What becomes of requests whose node breaks off, freezes or hangs. */
class ReplayTest {
    private final Cluster cluster = new Cluster();
    private final AtomicReference<RawNode> frozen = new AtomicReference<>();
    private final AtomicReference<NetSocket> stuck = new AtomicReference<>();

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** A node that freezes, checks included, at its first request. */
    private RawNode freezing() throws Exception {
        frozen.set(new RawNode(cluster.vertx(), (socket, line) -> {
            frozen.get().freeze();
            stuck.compareAndSet(null, socket);
        }));
        cluster.with("--check-interval", "50ms", "--check-timeout", "100ms").node("s1", frozen.get().port());
        return frozen.get();
    }

    private CompletableFuture<HttpResponse<String>> post(String target, String body) {
        return cluster.client().sendAsync(cluster.request(target).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void echo(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().end("s2 " + body));
    }

    @Test
    void a_resize_on_a_node_that_freezes_is_cancelled_there_and_replayed_elsewhere() throws Exception {
        RawNode node = freezing();
        cluster.node("s2", ReplayTest::echo).start();
        assertThat(cluster.post("/resize?scale=2", "one").body()).isEqualTo("s2 one");
        assertThat(cluster.post("/resize?scale=2", "two").body()).isEqualTo("s2 two");
        assertThat(node.saw()).startsWith("POST /resize");
        assertThat(node.saw()).isEqualTo("closed");
        assertThat(node.sawNothingMore()).isTrue();
        assertThat(cluster.node("s1").getString("health")).startsWith("DOWN");
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
    }

    @Test
    void what_may_not_be_repeated_waits_for_the_frozen_node_and_may_still_be_answered() throws Exception {
        AtomicInteger elsewhere = new AtomicInteger();
        RawNode node = freezing();
        cluster.node("s2", request -> {
            elsewhere.addAndGet(request.path().equals("/delay") ? 1 : 0);
            echo(request);
        }).start();
        CompletableFuture<HttpResponse<String>> delay = post("/delay", "{}");
        assertThat(node.saw()).startsWith("POST /delay");
        // One of them goes to the frozen node; when both are answered, the node has been given up.
        for (CompletableFuture<HttpResponse<String>> resize : List.of(post("/resize", "one"), post("/resize", "two"))) {
            assertThat(resize.get(20, TimeUnit.SECONDS).body()).startsWith("s2");
        }
        assertThat(delay).isNotDone();
        stuck.get().write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate");
        assertThat(delay.get(20, TimeUnit.SECONDS).body()).isEqualTo("late");
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void without_another_node_even_a_repeatable_request_waits_for_its_own() throws Exception {
        RawNode node = freezing();
        cluster.with("--response-timeout", "2s").start();
        assertThat(cluster.get("/").statusCode()).isEqualTo(504);
        assertThat(cluster.node("s1").getString("health")).startsWith("DOWN");
        assertThat(node.saw()).startsWith("GET /");
        assertThat(node.saw()).isEqualTo("closed");
    }

    /** The lab's hang: one request at a time, each with a delay; checks wait as well, time out, and the node goes DOWN. */
    @Test
    void a_node_that_only_hangs_answers_all_that_it_was_sent_though_it_is_down() throws Exception {
        int each = 20;
        AtomicLong busyUntil = new AtomicLong();
        cluster.with("--check-interval", "400ms", "--check-timeout", "100ms", "--check-path", "/check")
                .node("s1", request -> {
                    boolean check = request.path().equals("/check");
                    long now = System.nanoTime() / 1_000_000;
                    long start = Math.max(now, busyUntil.get());
                    long end = check ? start : start + 150;
                    busyUntil.set(end);
                    cluster.vertx().timer(Math.max(1, end - now), TimeUnit.MILLISECONDS).onSuccess(due -> request.response().end("s1"));
                })
                .node("s2", request -> request.response().end("s2")).start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!cluster.node("s1").getString("health").equals("UP") || !cluster.node("s2").getString("health").equals("UP")) {
            assertThat(System.nanoTime()).as("both are found well").isLessThan(deadline);
        }
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < 2 * each; i++) {
            all.add(cluster.client().sendAsync(cluster.request("/").build(), HttpResponse.BodyHandlers.ofString()));
        }
        List<String> bodies = new ArrayList<>();
        for (CompletableFuture<HttpResponse<String>> answer : all) {
            bodies.add(answer.get(60, TimeUnit.SECONDS).body());
        }
        assertThat(bodies.stream().filter("s1"::equals)).hasSize(each);
        assertThat(bodies.stream().filter("s2"::equals)).hasSize(each);
        assertThat(cluster.admin("GET", "/admin/log", null).body()).contains("Server nodes/s1 is DOWN");
    }

    @Test
    void a_body_beyond_memory_whose_node_dies_is_502_and_never_sent_twice() throws Exception {
        RawNode dying = new RawNode(cluster.vertx(), (socket, line) -> socket.close());
        AtomicInteger served = new AtomicInteger();
        cluster.with("--keep-body", "1KiB").node("s1", dying.port()).node("s2", request -> {
            served.incrementAndGet();
            echo(request);
        }).start();
        String body = "x".repeat(200_000);
        List<Integer> statuses = List.of(cluster.post("/resize", body).statusCode(), cluster.post("/resize", body).statusCode());
        assertThat(statuses).containsExactlyInAnyOrder(502, 200);
        assertThat(served).hasValue(1);
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
    }

    /** It breaks while the balancer writes, at any place of it. */
    @ParameterizedTest
    @ValueSource(ints = {600_000, 6_000_000})
    void a_large_body_whose_node_breaks_off_while_taking_it_is_replayed_whole(int size) throws Exception {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        cluster.with("--retry-percent", "100", "--eject-after", "0", "--check-interval", "1h")
                .node("s1", new RawNode(cluster.vertx(), (socket, line) -> socket.close()).port())
                .node("s2", request -> request.body()
                        .onSuccess(got -> request.response().end(Boolean.toString(Arrays.equals(got.getBytes(), body)))))
                .start();
        for (int i = 0; i < 10; i++) {
            assertThat(cluster.send(cluster.request("/resize").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build()).body())
                    .isEqualTo("true");
        }
        assertThat(cluster.node("s2").getInteger("inFlight")).isZero();
    }

    @Test
    void a_node_that_stops_taking_a_body_is_left() throws Exception {
        try (ServerSocket node = new ServerSocket()) {
            node.setReceiveBufferSize(20_000);
            node.bind(new InetSocketAddress("127.0.0.1", 0));
            cluster.with("--response-timeout", "500ms", "--check-interval", "1h").node("s1", node.getLocalPort()).start();
            byte[] body = new byte[20_000_000];
            assertThat(cluster.send(cluster.request("/").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build()).statusCode()).isEqualTo(504);
            node.setSoTimeout(10_000);
            assertThatThrownBy(() -> {
                while (true) {
                    try (Socket taken = node.accept()) {
                        taken.setSoTimeout(10_000);
                        taken.getInputStream().readAllBytes();
                    }
                }
            }).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        }
    }

    @Test
    void the_client_hears_of_the_first_cause_not_of_the_last() throws Exception {
        RawNode dying = new RawNode(cluster.vertx(), (socket, line) -> socket.close());
        RawNode silent = new RawNode(cluster.vertx(), (socket, line) -> {});
        cluster.with("--response-timeout", "300ms").node("s1", dying.port()).node("s2", silent.port()).start();
        assertThat(cluster.post("/resize", "x").statusCode()).isEqualTo(502);
        assertThat(dying.saw()).startsWith("POST");
        assertThat(silent.saw()).as("tried there too, and 504 alone").startsWith("POST");
    }
}
