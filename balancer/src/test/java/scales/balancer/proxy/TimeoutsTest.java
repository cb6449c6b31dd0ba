package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.NetSocket;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scales.balancer.Cluster;

class TimeoutsTest {
    private static final String BEGUN = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    private final Cluster cluster = new Cluster();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private int inFlight() throws Exception {
        return cluster.node("s1").getInteger("inFlight");
    }

    @Test
    void a_node_that_takes_no_connection_in_time_is_passed_over() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress(full.getInetAddress(), full.getLocalPort()));
                waiting.add(channel);
            }
            cluster.with("--connect-timeout", "200ms").node("s1", full.getLocalPort())
                    .node("s2", request -> request.response().end("s2")).start();
            assertThat(cluster.post("/delay", "not repeatable").body()).isEqualTo("s2");
            assertThat(cluster.post("/delay", "not repeatable").body()).isEqualTo("s2");
            for (SocketChannel channel : waiting) {
                channel.close();
            }
        }
    }

    @Test
    void a_node_that_begins_no_answer_in_time_is_504_sees_its_connection_closed_and_is_not_repeated() throws Exception {
        RawNode silent = new RawNode(cluster.vertx(), (socket, line) -> {});
        AtomicInteger elsewhere = new AtomicInteger();
        cluster.with("--response-timeout", "300ms").node("s1", silent.port())
                .node("s2", request -> {
                    elsewhere.incrementAndGet();
                    request.response().end();
                }).start();
        List<Integer> statuses = List.of(cluster.post("/resize", "x").statusCode(), cluster.post("/resize", "x").statusCode());
        assertThat(statuses).containsExactlyInAnyOrder(504, 200);
        assertThat(elsewhere).hasValue(1);
        assertThat(silent.saw()).startsWith("POST /resize");
        assertThat(silent.saw()).isEqualTo("closed");
        assertThat(inFlight()).isZero();
    }

    @Test
    void an_answer_that_stalls_breaks_off_at_both_ends() throws Exception {
        RawNode stalling = new RawNode(cluster.vertx(), (socket, line) -> socket.write(BEGUN + "half"));
        cluster.with("--stall-timeout", "300ms").node("s1", stalling.port()).start();
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).contains("200 OK").endsWith("half");
        assertThat(stalling.saw()).startsWith("GET /");
        assertThat(stalling.saw()).isEqualTo("closed");
        assertThat(inFlight()).isZero();
    }

    @Test
    void an_answer_that_stalls_before_the_client_got_any_of_it_is_504() throws Exception {
        RawNode stalling = new RawNode(cluster.vertx(), (socket, line) -> socket.write(BEGUN));
        cluster.with("--stall-timeout", "300ms").node("s1", stalling.port()).start();
        assertThat(cluster.get("/").statusCode()).isEqualTo(504);
        assertThat(stalling.saw()).startsWith("GET /");
        assertThat(stalling.saw()).isEqualTo("closed");
        assertThat(inFlight()).isZero();
    }

    @Test
    void an_answer_that_keeps_coming_may_take_longer() throws Exception {
        RawNode dripping = new RawNode(cluster.vertx(), (socket, line) -> drip(socket, 20));
        cluster.with("--response-timeout", "1500ms", "--stall-timeout", "1500ms").node("s1", dripping.port()).start();
        assertThat(cluster.get("/").body()).isEqualTo(".".repeat(20));
    }

    @Test
    void in_all_an_exchange_takes_only_so_long() throws Exception {
        RawNode dripping = new RawNode(cluster.vertx(), (socket, line) -> drip(socket, Integer.MAX_VALUE));
        cluster.with("--total-timeout", "500ms").node("s1", dripping.port()).start();
        assertThat(raw("GET / HTTP/1.1\r\nHost: x\r\n\r\n")).contains("200 OK").doesNotContain("504");
        assertThat(dripping.saw()).startsWith("GET /");
        assertThat(dripping.saw()).isEqualTo("closed");
        assertThat(inFlight()).isZero();
        assertThat(cluster.node("s1").getString("health")).as("the node answered all the time").startsWith("UP");
    }

    @Test
    void when_nothing_was_sent_by_then_it_is_504_waiting_for_a_place_included() throws Exception {
        RawNode silent = new RawNode(cluster.vertx(), (socket, line) -> {});
        cluster.with("--total-timeout", "500ms", "--queue-timeout", "1m").with("--node", "s1=127.0.0.1:" + silent.port() + ",limit=1").start();
        CompletableFuture<HttpResponse<String>> first = async("/");
        CompletableFuture<HttpResponse<String>> second = async("/");
        assertThat(first.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
        assertThat(second.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(504);
        assertThat(inFlight()).isZero();
    }

    @Test
    void a_client_that_is_slow_to_read_is_not_the_nodes_fault() throws Exception {
        int size = 20_000_000;
        cluster.with("--stall-timeout", "1500ms", "--response-timeout", "1500ms").node("s1", request -> {
            if (request.path().equals("/large")) {
                request.response().end("x".repeat(size));
            }
        }).start();
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            client.getOutputStream().write("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] head = client.getInputStream().readNBytes(12);
            assertThat(new String(head, StandardCharsets.US_ASCII)).endsWith("200");
            // By then this answer stood still for as long.
            assertThat(cluster.get("/silent").statusCode()).isEqualTo(504);
            assertThat(cluster.node("s1").getInteger("inFlight")).isOne();
            assertThat(client.getInputStream().readAllBytes()).hasSizeGreaterThan(size);
        }
        assertThat(inFlight()).isZero();
    }

    @Test
    void a_client_that_is_slow_to_send_is_not_the_nodes_fault() throws Exception {
        cluster.with("--keep-body", "1KiB", "--response-timeout", "1500ms").node("s1", request -> {
            if (request.path().equals("/upload")) {
                request.body().onSuccess(body -> request.response().end("got " + body.length()));
            }
        }).start();
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            OutputStream out = client.getOutputStream();
            out.write("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[2000]);
            assertThat(cluster.get("/silent").statusCode()).isEqualTo(504);
            out.write(new byte[2000]);
            assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)).contains("200 OK").endsWith("got 4000");
        }
    }

    @Test
    void a_client_that_leaves_in_the_middle_of_its_answer_frees_its_place_and_its_node() throws Exception {
        RawNode begun = new RawNode(cluster.vertx(), (socket, line) -> socket.write(BEGUN + "half"));
        cluster.node("s1", begun.port()).start();
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = client.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            assertThat(begun.saw()).startsWith("GET /");
        }
        assertThat(begun.saw()).isEqualTo("closed");
        assertThat(inFlight()).isZero();
        assertThat(cluster.node("s1").getString("health")).startsWith("UP");
    }

    /** Head at once, then a byte every tenth of a second. */
    private void drip(NetSocket socket, int bytes) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n");
        AtomicInteger sent = new AtomicInteger();
        long timer = cluster.vertx().setPeriodic(100, tick -> {
            if (sent.getAndIncrement() < bytes) {
                socket.write(".");
            }
        });
        socket.endHandler(closed -> cluster.vertx().cancelTimer(timer));
    }

    private CompletableFuture<HttpResponse<String>> async(String target) {
        return cluster.client().sendAsync(cluster.request(target).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws Exception {
        try (Socket client = new Socket("127.0.0.1", cluster.port())) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
