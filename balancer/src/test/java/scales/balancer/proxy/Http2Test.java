package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** HTTP/2 over TLS, from proper clients and from hostile ones (RFC 9113). */
@Timeout(30)
class Http2Test {
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int INITIAL_WINDOW_SIZE = 4;

    private static final Cluster CLUSTER = new Cluster();
    private static final BlockingQueue<HttpServerRequest> HELD = new LinkedBlockingQueue<>();
    private static final BlockingQueue<String> LEFT = new LinkedBlockingQueue<>();
    private static final AtomicLong FLOODED = new AtomicLong();
    private static SSLContext tls;
    private static HttpClient client;

    @TempDir
    static Path files;

    @BeforeAll
    static void start() throws Exception {
        tls = CLUSTER.certified(files);
        client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_2).build();
        CLUSTER.with("--max-body", "1MiB").node("s1", Http2Test::answer).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/held" -> {
                request.response().closeHandler(gone -> LEFT.add("left"));
                HELD.add(request);
            }
            case "/for" -> request.response().end(request.getHeader("x-forwarded-host"));
            case "/flood" -> flood(request);
            case "/broken" -> {
                request.response().setChunked(true).write("the beginning").onComplete(begun -> request.connection().close());
            }
            default -> request.body().onSuccess(body -> request.response().end(request.version() + " " + request.getHeader("host") + " "
                    + request.getHeader("x-forwarded-proto") + " " + request.headers().getAll("cookie") + " " + body.length()));
        }
    }

    /** Writes as long as somebody takes it. */
    private static void flood(HttpServerRequest request) {
        Buffer chunk = Buffer.buffer(new byte[64 * 1024]);
        request.response().setChunked(true);
        request.response().closeHandler(gone -> LEFT.add("flood left"));
        pour(request, chunk);
    }

    private static void pour(HttpServerRequest request, Buffer chunk) {
        boolean taken = true;
        while (taken && !request.response().writeQueueFull()) {
            // On a connection that is just closed nothing waits, as each write fails at once.
            taken = !request.response().write(chunk).failed();
            FLOODED.addAndGet(chunk.length());
        }
        request.response().drainHandler(drained -> pour(request, chunk));
    }

    private static HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + CLUSTER.balancer().tlsPort() + target));
    }

    private static Http2Wire wire(int... settings) throws Exception {
        return new Http2Wire(tls, CLUSTER.balancer().tlsPort(), settings);
    }

    @Test
    void a_request_reaches_a_node_as_http_1_1_with_its_host() throws Exception {
        HttpResponse<String> answer = client.send(request("/").build(), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.body()).isEqualTo("HTTP_1_1 localhost:" + CLUSTER.balancer().tlsPort() + " https [] 0");
    }

    @Test
    void a_node_is_told_which_host_was_asked_for() throws Exception {
        assertThat(client.send(request("/for").header("X-Forwarded-Host", "elsewhere").build(), BodyHandlers.ofString()).body())
                .isEqualTo("localhost:" + CLUSTER.balancer().tlsPort());
    }

    @ParameterizedTest
    @CsvSource({"0", "1000", "1000000"})
    void a_body_comes_through_with_and_without_its_length(int size) throws Exception {
        byte[] body = new byte[size];
        assertThat(client.send(request("/").POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString()).body())
                .endsWith(" " + size);
        assertThat(client.send(request("/").POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))).build(),
                BodyHandlers.ofString()).body()).endsWith(" " + size);
    }

    @Test
    void an_error_on_one_stream_leaves_the_others_of_its_connection_alone() throws Exception {
        try (Http2Wire wire = wire()) {
            wire.request(1, true, "GET", "/held");
            HttpServerRequest held = HELD.poll(20, TimeUnit.SECONDS);
            wire.request(3, false, "POST", "/resize", "content-length: 99999999");
            assertThat(wire.outcome(3)).isEqualTo("413");
            wire.request(5, true, "TRACE", "/");
            assertThat(wire.outcome(5)).isEqualTo("501");
            wire.request(7, true, "GET", "/broken");
            assertThat(wire.next(Http2Wire.HEADERS).status()).isEqualTo("200");
            assertThat(wire.next(Http2Wire.RST_STREAM).stream()).isEqualTo(7);
            held.response().end("still here");
            assertThat(wire.outcome(1)).isEqualTo("200");
        }
    }

    @Test
    void a_client_that_resets_its_stream_frees_its_place() throws Exception {
        try (Http2Wire wire = wire()) {
            LEFT.clear();
            wire.request(1, true, "GET", "/held");
            assertThat(HELD.poll(20, TimeUnit.SECONDS)).isNotNull();
            assertThat(CLUSTER.node("s1").getInteger("inFlight")).isEqualTo(1);
            wire.reset(1);
            assertThat(LEFT.poll(20, TimeUnit.SECONDS)).isEqualTo("left");
            assertThat(CLUSTER.node("s1").getInteger("inFlight")).isZero();
        }
    }

    @Test
    void cookies_that_came_in_pieces_are_one_header_for_the_node() throws Exception {
        try (Http2Wire wire = wire()) {
            wire.request(1, true, "GET", "/", "cookie: a=1", "cookie: b=2");
            assertThat(new String(wire.next(Http2Wire.DATA).payload())).contains("[a=1; b=2]");
        }
    }

    @Test
    void rapid_resets_cost_the_connection() throws Exception {
        try (Http2Wire wire = wire()) {
            Thread attacker = new Thread(() -> {
                try {
                    for (int stream = 1; stream < 2_000; stream += 2) {
                        wire.request(stream, true, "GET", "/");
                        wire.reset(stream);
                    }
                } catch (Exception closed) {
                    // As it should be.
                }
            });
            attacker.start();
            assertThat(wire.next(Http2Wire.GOAWAY).errorCode()).isEqualTo(ENHANCE_YOUR_CALM);
            attacker.join();
        }
        assertThat(client.send(request("/").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"40, 200", "400, 431|reset \\d+|goaway \\d+|closed"})
    void a_head_larger_than_allowed_is_refused(int fields, String outcome) throws Exception {
        try (Http2Wire wire = wire()) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_STREAM, 1, Http2Wire.block(":method:GET", ":scheme:https", ":path:/", ":authority:x"));
            for (int i = 0; i < fields; i += 40) {
                byte[] block = Http2Wire.block(IntStream.range(i, i + 40).mapToObj(n -> "x-" + n + ": " + "a".repeat(100)).toArray(String[]::new));
                wire.send(Http2Wire.CONTINUATION, i + 40 >= fields ? Http2Wire.END_HEADERS : 0, 1, block);
            }
            assertThat(wire.outcome(1)).matches(outcome);
        }
    }

    @Test
    void a_head_that_is_small_on_the_wire_and_large_in_memory_is_refused() throws Exception {
        byte[] bomb = new byte[15_000];
        byte[] entry = Http2Wire.block("x-a: " + "a".repeat(120));
        // With incremental indexing (RFC 7541, 6.2.1), then the same entry again and again: a byte for 160 each.
        entry[0] = 0x40;
        java.util.Arrays.fill(bomb, (byte) (0x80 | 62));
        System.arraycopy(entry, 0, bomb, 0, entry.length);
        try (Http2Wire wire = wire()) {
            wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, 1, bomb);
            assertThat(wire.outcome(1)).matches("431|reset \\d+|goaway \\d+|closed");
        }
    }

    @Test
    void a_head_that_never_ends_costs_the_connection() throws Exception {
        assertThat(flooded((wire, i) -> {
            if (i == 0) {
                wire.send(Http2Wire.HEADERS, 0, 1, Http2Wire.block(":method:GET", ":scheme:https", ":path:/", ":authority:x"));
            }
            wire.send(Http2Wire.CONTINUATION, 0, 1);
        })).isEqualTo(ENHANCE_YOUR_CALM);
    }

    @Test
    void empty_data_without_end_costs_the_connection() throws Exception {
        assertThat(flooded((wire, i) -> {
            if (i == 0) {
                wire.request(1, false, "POST", "/");
            }
            wire.send(Http2Wire.DATA, 0, 1);
        })).isEqualTo(ENHANCE_YOUR_CALM);
    }

    private interface Flood {
        void send(Http2Wire wire, int i) throws Exception;
    }

    /** The error by which the balancer ends it. */
    private static long flooded(Flood flood) throws Exception {
        try (Http2Wire wire = wire()) {
            try {
                for (int i = 0; i < 20_000; i++) {
                    flood.send(wire, i);
                }
            } catch (java.io.IOException closed) {
                // What it says of that can still be read, or was lost with the connection.
            }
            Http2Wire.Frame end = wire.next(Http2Wire.GOAWAY);
            return end == null ? ENHANCE_YOUR_CALM : end.errorCode();
        }
    }

    @Test
    void more_streams_than_allowed_are_refused() throws Exception {
        try (Http2Wire wire = wire()) {
            for (int stream = 1; stream <= 199; stream += 2) {
                wire.request(stream, true, "GET", "/held");
            }
            wire.request(201, false, "POST", "/held");
            wire.send(Http2Wire.DATA, Http2Wire.END_STREAM, 201, new byte[100]);
            Http2Wire.Frame refused = wire.next(Http2Wire.RST_STREAM);
            assertThat(refused.stream()).isEqualTo(201);
            assertThat(refused.errorCode()).as("REFUSED_STREAM").isEqualTo(7);
            wire.reset(1);
            wire.request(203, true, "GET", "/");
            assertThat(wire.outcome(203)).as("when there is room again").isEqualTo("200");
        } finally {
            HELD.clear();
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void a_stream_that_is_never_read_holds_back_its_node_and_leaves_others_served(boolean resets) throws Exception {
        LEFT.clear();
        FLOODED.set(0);
        try (Http2Wire wire = wire(INITIAL_WINDOW_SIZE, 0)) {
            wire.request(1, true, "GET", "/flood");
            long before = -1;
            while (FLOODED.get() == 0 || before != FLOODED.get()) {
                before = FLOODED.get();
                for (int i = 0; i < 10; i++) {
                    assertThat(client.send(request("/").build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
                }
            }
            assertThat(FLOODED.get()).as("what the node could send: the buffers on the way").isLessThan(32L * 1024 * 1024);
            if (resets) {
                wire.reset(1);
            } else {
                wire.leave();
            }
            assertThat(LEFT.poll(20, TimeUnit.SECONDS)).isEqualTo("flood left");
        }
    }

    @Test
    void many_requests_share_one_connection() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            answers.add(client.sendAsync(request("/").POST(BodyPublishers.ofString("x".repeat(i))).build(), BodyHandlers.ofString()));
        }
        for (int i = 0; i < 80; i++) {
            assertThat(answers.get(i).join().body()).endsWith(" " + i);
        }
    }
}
