package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scales.balancer.Cluster;

/** Clients of HTTP/2 that send frames without end and never read what comes back (RFC 9113, 10.5). */
@Timeout(60)
class Http2FloodTest {
    /** What is sent again and again, by the how many-eth time. */
    private enum Flood {
        PING(i -> frame(Http2Wire.PING, 0, 0, new byte[8])),
        SETTINGS(i -> frame(Http2Wire.SETTINGS, 0, 0)),
        RAPID_RESET(i -> both(request(i), frame(Http2Wire.RST_STREAM, 0, stream(i), new byte[] {0, 0, 0, 8}))),
        /** CVE-2025-8671: what makes the balancer reset the stream. */
        MADE_YOU_RESET(i -> both(request(i), frame(Http2Wire.WINDOW_UPDATE, 0, stream(i), new byte[4]))),
        CONTINUATION(i -> i == 0 ? frame(Http2Wire.HEADERS, 0, 1, Http2Wire.head("GET", "/")) : frame(Http2Wire.CONTINUATION, 0, 1)),
        LARGE_CONTINUATION(i -> i == 0 ? frame(Http2Wire.HEADERS, 0, 1, Http2Wire.head("GET", "/"))
                : frame(Http2Wire.CONTINUATION, 0, 1, Http2Wire.block("x-" + i + ": " + "a".repeat(100)))),
        EMPTY_DATA(i -> i == 0 ? frame(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 1, Http2Wire.head("POST", "/"))
                : frame(Http2Wire.DATA, 0, 1));

        private final IntFunction<byte[]> frames;

        Flood(IntFunction<byte[]> frames) {
            this.frames = frames;
        }

        private static int stream(int i) {
            return 2 * i + 1;
        }

        private static byte[] frame(int type, int flags, int stream, byte... payload) {
            return Http2Wire.frame(type, flags, stream, payload);
        }

        private static byte[] request(int i) {
            return frame(Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, stream(i), Http2Wire.head("GET", "/"));
        }

        private static byte[] both(byte[] first, byte[] second) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.writeBytes(first);
            both.writeBytes(second);
            return both.toByteArray();
        }
    }

    private static final Cluster CLUSTER = new Cluster();
    private static final int AT_ONCE = 200;
    private static SSLContext tls;
    private static HttpClient client;

    @TempDir
    static Path files;

    @BeforeAll
    static void start() throws Exception {
        tls = CLUSTER.certified(files);
        client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_2).build();
        // As long as the test: the flood is to end the connection, and not that its client takes nothing.
        CLUSTER.with("--write-timeout", "5m").node("s1", request -> request.response().end("served")).start();
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_flood_that_nobody_reads_the_answers_of_costs_its_connection_and_nobody_elses(Flood flood) throws Exception {
        try (Http2Wire wire = new Http2Wire(tls, CLUSTER.balancer().tlsPort())) {
            try {
                for (int i = 0; ; ) {
                    ByteArrayOutputStream frames = new ByteArrayOutputStream();
                    for (int last = i + AT_ONCE; i < last; i++) {
                        frames.writeBytes(flood.frames.apply(i));
                    }
                    wire.send(frames.toByteArray());
                }
            } catch (IOException closed) {
                // As it should be; were it not, this would go on until the test is given up.
            }
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + CLUSTER.balancer().tlsPort() + "/")).build();
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("served");
    }
}
