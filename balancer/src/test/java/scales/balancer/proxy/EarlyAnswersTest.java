package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** A node that answers a request which it has not read, and reads the rest late. */
@Timeout(60)
class EarlyAnswersTest {
    /** More than systems keep for a connection. */
    private static final byte[] LARGE = new byte[20_000_000];

    private final Cluster cluster = new Cluster().with("--check-interval", "1h");
    private final AtomicLong read = new AtomicLong();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    @AfterEach
    void stop() {
        cluster.close();
    }

    private int answeringEarly(String answer) throws Exception {
        return cluster.vertx().createNetServer().connectHandler(node -> node.handler(data -> {
            read.addAndGet(data.length());
            if (data.toString().startsWith("GET /health")) {
                node.end(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            } else if (data.toString().startsWith("POST")) {
                answer(node, answer);
            }
        })).listen(0, "127.0.0.1").await(10, TimeUnit.SECONDS).actualPort();
    }

    private void answer(NetSocket node, String answer) {
        node.closeHandler(gone -> closed.complete(null));
        node.pause();
        node.write(answer).onComplete(written -> cluster.vertx().setTimer(500, late -> node.resume()));
    }

    private HttpResponse<String> upload() throws Exception {
        return cluster.send(cluster.request("/resize").POST(HttpRequest.BodyPublishers.ofByteArray(LARGE)).build());
    }

    private void theNodeIsLeftAlone() throws Exception {
        closed.get(30, TimeUnit.SECONDS);
        assertThat(read).hasValueLessThan(LARGE.length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\n\r\nno", "Transfer-Encoding: chunked\r\n\r\n2\r\nno\r\n0\r\n\r\n"})
    void its_connection_ends_though_its_client_has_sent_all(String rest) throws Exception {
        cluster.node("s1", answeringEarly("HTTP/1.1 413 Too Large\r\n" + rest)).start();
        HttpResponse<String> answer = upload();
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo("no");
        theNodeIsLeftAlone();
        assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
    }

    @Test
    void its_connection_ends_though_it_was_only_busy_and_another_serves() throws Exception {
        cluster.node("s1", answeringEarly("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 4\r\n\r\nbusy"))
                .node("s2", request -> request.body().onSuccess(body -> request.response().end("s2 " + body.length()))).start();
        for (int i = 0; i < 2; i++) {
            assertThat(upload().body()).isEqualTo("s2 " + LARGE.length);
        }
        theNodeIsLeftAlone();
    }
}
