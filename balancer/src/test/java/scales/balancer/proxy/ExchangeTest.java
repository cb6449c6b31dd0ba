package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

class ExchangeTest {
    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private static void echo(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().end(body));
    }

    private static void name(HttpServerRequest request, String name) {
        request.response().end(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 300_000, 3_000_000})
    void a_body_of_any_size_comes_through_unchanged(int size) throws Exception {
        cluster.node("s1", ExchangeTest::echo).start();
        String body = "x".repeat(size);
        assertThat(cluster.post("/resize", body).body()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 3_000_000})
    void a_chunked_body_comes_through_unchanged(int size) throws Exception {
        cluster.node("s1", ExchangeTest::echo).start();
        byte[] body = "y".repeat(size).getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = cluster.send(cluster.request("/").POST(
                HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))).build());
        assertThat(answer.body()).hasSize(size);
    }

    @Test
    void a_body_larger_than_what_is_kept_is_passed_on_as_it_comes() throws Exception {
        cluster.with("--keep-body", "64KiB").node("s1", ExchangeTest::echo).start();
        String body = "z".repeat(2_000_000);
        assertThat(cluster.post("/resize", body).body()).isEqualTo(body);
    }

    @Test
    void a_body_over_the_limit_is_413_whether_announced_or_not() throws Exception {
        cluster.with("--max-body", "10KiB").node("s1", ExchangeTest::echo).start();
        HttpResponse<String> announced = cluster.post("/resize", "x".repeat(20_000));
        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(announced.headers().firstValue("x-scales-reason")).isPresent();
        HttpRequest chunked = cluster.request("/resize").POST(HttpRequest.BodyPublishers.ofInputStream(
                () -> new java.io.ByteArrayInputStream(new byte[20_000]))).build();
        assertThat(cluster.send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void a_node_that_refuses_is_nobodys_problem() throws Exception {
        cluster.node("s1", closedPort()).node("s2", request -> name(request, "s2")).start();
        for (int i = 0; i < 20; i++) {
            assertThat(cluster.post("/anything", "not idempotent").body()).isEqualTo("s2");
        }
        assertThat(cluster.node("s1").getString("health")).startsWith("DOWN");
    }

    @Test
    void without_a_node_the_answer_is_503_and_when_to_come_again() throws Exception {
        cluster.start();
        HttpResponse<String> answer = cluster.get("/");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void a_resize_whose_node_dies_is_replayed_elsewhere_with_its_body() throws Exception {
        cluster.node("s1", dyingPort()).node("s2", ExchangeTest::echo).start();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.post("/resize?scale=2", "picture " + i).body()).isEqualTo("picture " + i);
        }
    }

    @Test
    void another_post_whose_node_dies_is_never_sent_twice() throws Exception {
        AtomicInteger served = new AtomicInteger();
        cluster.node("s1", dyingPort()).node("s2", request -> {
            served.incrementAndGet();
            name(request, "s2");
        }).start();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            statuses.add(cluster.post("/delay", "{}").statusCode());
        }
        assertThat(statuses).containsExactlyInAnyOrder(502, 200);
        assertThat(served).hasValue(1);
    }

    @Test
    void a_node_without_a_place_is_passed_over_without_blame() throws Exception {
        cluster.node("s1", request -> request.response().setStatusCode(503).putHeader("retry-after", "1").end())
                .node("s2", request -> name(request, "s2")).start();
        for (int i = 0; i < 4; i++) {
            assertThat(cluster.post("/resize", "x").body()).isEqualTo("s2");
        }
        assertThat(cluster.node("s1").getString("health")).startsWith("UP");
    }

    @Test
    void when_all_are_busy_the_client_hears_it_from_a_node() throws Exception {
        cluster.node("s1", request -> request.response().setStatusCode(503).putHeader("retry-after", "7").end()).start();
        HttpResponse<String> answer = cluster.post("/resize", "x");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("7");
    }

    @Test
    void a_silent_node_is_504_and_its_request_is_given_up() throws Exception {
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        cluster.with("--response-timeout", "300ms")
                .node("s1", request -> request.response().closeHandler(closed -> givenUp.complete(null))).start();
        assertThat(cluster.get("/").statusCode()).isEqualTo(504);
        givenUp.get(10, TimeUnit.SECONDS);
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
    }

    @Test
    void a_client_that_leaves_frees_its_place_and_its_node() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        cluster.node("s1", request -> {
            seen.add("arrived");
            request.response().closeHandler(closed -> seen.add("given up"));
        }).start();
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("arrived");
            assertThat(cluster.node("s1").getInteger("inFlight")).isOne();
        }
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("given up");
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
    }

    @Test
    void an_answer_that_breaks_off_does_not_look_complete() throws Exception {
        cluster.node("s1", scripted(socket -> socket.end(
                Buffer.buffer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")))).start();
        String answer = raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(answer).contains("hello").doesNotContain("\r\n0\r\n");
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
    }

    @Test
    void head_and_bodiless_statuses_keep_their_headers_and_have_no_body() throws Exception {
        cluster.node("s1", request -> {
            int status = Integer.parseInt(request.getParam("status", "200"));
            request.response().setStatusCode(status).putHeader("etag", "\"1\"");
            if (status == 200) {
                request.response().putHeader("content-length", "5");
            }
            request.response().end(status == 200 && !request.method().name().equals("HEAD") ? "hello" : "");
        }).start();
        assertThat(raw("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").toLowerCase())
                .contains("content-length: 5").endsWith("\r\n\r\n");
        for (int status : new int[] {204, 304}) {
            assertThat(raw("GET /?status=" + status + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").toLowerCase())
                    .contains("etag: \"1\"").doesNotContain("transfer-encoding").doesNotContain("content-length")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void headers_of_one_hop_stay_on_it() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        cluster.node("s1", request -> {
            seen.complete(request.headers().names().toString().toLowerCase());
            request.response().putHeader("connection", "x-secret").putHeader("x-secret", "1").putHeader("keep-alive", "timeout=9")
                    .putHeader("x-open", "1").end();
        }).start();
        String answer = raw("GET / HTTP/1.1\r\nHost: x\r\nConnection: close, X-Private\r\nX-Private: 1\r\nTE: trailers\r\n"
                + "Proxy-Authorization: abc\r\nKeep-Alive: 5\r\nX-Public: 1\r\n\r\n").toLowerCase();
        assertThat(seen.get()).contains("x-public", "x-forwarded-for").doesNotContain("x-private", "te,", "proxy-", "keep-alive");
        assertThat(answer).contains("x-open: 1").doesNotContain("x-secret").doesNotContain("keep-alive: timeout=9");
    }

    @Test
    void the_node_hears_of_the_client_and_not_what_the_client_claims() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        cluster.node("s1", request -> {
            seen.complete(request.getHeader("host") + " " + request.getHeader("x-forwarded-for") + " "
                    + request.getHeader("x-forwarded-proto") + " " + request.getHeader("x-forwarded-host"));
            request.response().end();
        }).start();
        raw("GET / HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\nX-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Proto: https\r\n\r\n");
        assertThat(seen.get()).isEqualTo("shop.example 127.0.0.1 http shop.example");
    }

    @Test
    void a_client_that_expects_100_is_told_to_go_on() throws Exception {
        cluster.node("s1", ExchangeTest::echo).start();
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write("POST /resize HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] interim = client.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(interim, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100");
            client.getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
            assertThat(rest(client)).contains("200 OK").endsWith("ok");
        }
    }

    @Test
    void a_slow_upload_holds_no_place() throws Exception {
        cluster.node("s1", ExchangeTest::echo).start();
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            client.getOutputStream().write("POST /resize HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            assertThat(cluster.post("/resize", "quick").body()).isEqualTo("quick");
            assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
        }
    }

    /** A port that refuses connections. */
    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A node that passes its checks, and closes the connection on everything else. */
    private int dyingPort() throws Exception {
        return scripted(NetSocket::close);
    }

    /** A node that passes its checks, and does as the script says on everything else. */
    private int scripted(Consumer<NetSocket> script) throws Exception {
        return cluster.vertx().createNetServer().connectHandler(socket -> socket.handler(data -> {
            if (data.toString().startsWith("GET /health")) {
                socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            } else {
                script.accept(socket);
            }
        })).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort();
    }

    private String raw(String request) throws Exception {
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return rest(client);
        }
    }

    private static String rest(Socket client) throws Exception {
        InputStream in = client.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    }
}
