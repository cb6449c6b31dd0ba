package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
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
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scales.balancer.Cluster;

/** What one stream of HTTP/2 may wait for, and the others of its connection may not (RFC 9113, 5.2 and 6.9). */
@Timeout(60)
class Http2WindowsTest {
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int PIECE = 15_000;
    private static final int PIECES = 4;
    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int KEPT = 1024;
    private static final int MOST_WAITING = 1024;

    private final Cluster cluster = new Cluster();
    private final BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
    private SSLContext tls;

    @TempDir
    Path files;

    @BeforeEach
    void start() throws Exception {
        tls = cluster.certified(files);
        cluster.with("--keep-body", "1KiB", "--queue-timeout", "60s").node("s1", this::answer).start();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/held" -> held.add(request);
            case "/streamed" -> request.response().setChunked(true).write("one").onComplete(written -> request.response().end("two"));
            default -> request.body().onSuccess(body -> request.response().end("" + body.length()));
        }
    }

    private Http2Wire wire(int... settings) throws Exception {
        return new Http2Wire(tls, cluster.balancer().tlsPort(), settings);
    }

    @Test
    void bodies_that_wait_for_their_node_hold_back_no_other_stream() throws Exception {
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"limit\":1}");
        try (Http2Wire wire = wire()) {
            wire.request(1, true, "GET", "/held");
            HttpServerRequest first = held.poll(20, TimeUnit.SECONDS);
            assertThat(wire.next(Http2Wire.WINDOW_UPDATE).stream()).as("of the connection").isZero();
            for (int stream = 3; stream <= 9; stream += 2) {
                wire.request(stream, false, "POST", "/");
                for (int i = 1; i <= PIECES; i++) {
                    wire.send(Http2Wire.DATA, i == PIECES ? Http2Wire.END_STREAM : 0, stream, new byte[PIECE]);
                }
            }
            wire.request(11, false, "POST", "/", "content-length: 99999999");
            assertThat(wire.outcome(11)).as("who comes after them").isEqualTo("413");
            first.response().end();
            for (int stream = 1; stream <= 9; stream += 2) {
                assertThat(wire.outcome(stream)).as("stream %d", stream).isEqualTo("200");
            }
        }
    }

    @Test
    void a_body_in_crumbs_is_reset_when_too_many_wait_and_is_none_of_the_others_business() throws Exception {
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"limit\":1}");
        try (Http2Wire wire = wire()) {
            wire.request(1, true, "GET", "/held");
            HttpServerRequest first = held.poll(20, TimeUnit.SECONDS);
            wire.request(3, false, "POST", "/");
            crumbs(wire, 3, KEPT + MOST_WAITING + 5);
            assertThat(wire.outcome(3)).isEqualTo("reset " + ENHANCE_YOUR_CALM);
            first.response().end();
            assertThat(wire.outcome(1)).isEqualTo("200");

            wire.request(5, false, "POST", "/");
            crumbs(wire, 5, KEPT - 1);
            wire.send(Http2Wire.DATA, Http2Wire.END_STREAM, 5, new byte[1]);
            assertThat(wire.outcome(5)).isEqualTo("200");
        }
    }

    /** A byte each, not all of them at once: the balancer may take some between. */
    private static void crumbs(Http2Wire wire, int stream, int number) throws Exception {
        for (int i = 0; i < number; i++) {
            wire.send(Http2Wire.DATA, 0, stream, new byte[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({"/, 0", "/streamed, onetwo"})
    void the_head_of_an_answer_does_not_wait_for_the_window_of_its_body(String path, String body) throws Exception {
        try (Http2Wire wire = wire(INITIAL_WINDOW_SIZE, 0)) {
            wire.request(1, true, "GET", path);
            assertThat(wire.next(Http2Wire.HEADERS).status()).isEqualTo("200");
            wire.send(Http2Wire.WINDOW_UPDATE, 0, 1, Http2Wire.bytes(Unpooled.buffer().writeInt(10)));
            StringBuilder came = new StringBuilder();
            for (Http2Wire.Frame frame = wire.next(); ; frame = wire.next()) {
                came.append(frame.type() == Http2Wire.DATA ? new String(frame.payload()) : "");
                if (frame.endsStream()) {
                    break;
                }
            }
            assertThat(came.toString()).isEqualTo(body);
        }
    }

    @Test
    void large_heads_and_uploads_share_a_connection() {
        HttpClient client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_2).build();
        URI target = URI.create("https://localhost:" + cluster.balancer().tlsPort() + "/");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(target);
            answers.add(client.sendAsync(i % 3 == 0 ? request.header("x-large", "a".repeat(7_000)).build()
                    : request.POST(BodyPublishers.ofByteArray(new byte[100_000])).build(), BodyHandlers.ofString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).join().body()).isEqualTo(i % 3 == 0 ? "0" : "100000");
        }
    }
}
