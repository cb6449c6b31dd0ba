package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scales.balancer.Cluster;

/** An answer that is given while its client is still sending arrives (RFC 9112, 9.6). */
@Timeout(60)
class PartingTest {
    private static final int MUCH = 60 << 20;
    private static final String LARGE_POST = "POST /resize HTTP/1.1\r\nHost: x\r\nContent-Length: " + MUCH + "\r\n\r\n";

    private static final Cluster CLUSTER = new Cluster();
    private static SSLContext tls;

    @TempDir
    static Path files;

    @BeforeAll
    static void start() throws Exception {
        tls = CLUSTER.certified(files);
        CLUSTER.with("--max-body", "10KiB").node("s1", request -> request.response().end()).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    private static String answerTo(SocketFactory sockets, int port, String head, int bodyBytes) throws Exception {
        try (Socket client = sockets.createSocket("127.0.0.1", port)) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] piece = new byte[1 << 20];
            for (int sent = 0; sent < bodyBytes; sent += piece.length) {
                client.getOutputStream().write(piece);
            }
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @RepeatedTest(20)
    void who_sends_all_before_reading_learns_that_it_was_too_much() throws Exception {
        assertThat(answerTo(SocketFactory.getDefault(), CLUSTER.port(), LARGE_POST, MUCH)).startsWith("HTTP/1.1 413 ");
    }

    @RepeatedTest(3)
    void also_over_tls() throws Exception {
        assertThat(answerTo(tls.getSocketFactory(), CLUSTER.balancer().tlsPort(), LARGE_POST, 10 << 20)).startsWith("HTTP/1.1 413 ");
    }

    @RepeatedTest(5)
    void who_sends_nonsense_learns_it() throws Exception {
        assertThat(answerTo(SocketFactory.getDefault(), CLUSTER.port(),
                "POST / HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: " + MUCH + "\r\n\r\n", 10 << 20)).startsWith("HTTP/1.1 400 ");
        assertThat(answerTo(SocketFactory.getDefault(), CLUSTER.port(),
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n", 10 << 20)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void who_neither_reads_nor_leaves_is_closed_all_the_same() throws Exception {
        try (Raw client = new Raw(CLUSTER.port())) {
            client.say(LARGE_POST);
            Eventually.within(Duration.ofSeconds(10), () -> assertThat(
                    CLUSTER.admin("GET", "/admin/stats", null).body()).containsPattern("\"connections\"\\s*:\\s*\\{\\s*\"current\"\\s*:\\s*0"));
        }
    }
}
