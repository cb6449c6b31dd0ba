package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** Clients whose windows stay closed, so that nothing waits for their socket (RFC 9113, 5.2). */
@Timeout(60)
class Http2ReadersTest {
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int CANCEL = 8;
    private static final int LARGE = 8 << 20;

    private final Cluster cluster = new Cluster();
    private final BlockingQueue<String> left = new LinkedBlockingQueue<>();
    private SSLContext tls;

    @TempDir
    Path files;

    @BeforeEach
    void prepare() throws Exception {
        tls = cluster.certified(files);
        cluster.with("--keep-answer", "64KiB", "--queue-timeout", "60s").node("s1", this::answer);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/large")) {
            request.connection().closeHandler(gone -> left.add("left"));
            request.response().end(Buffer.buffer(new byte[LARGE]));
        } else {
            request.response().end("small");
        }
    }

    private Http2Wire wire(int window) throws IOException {
        return new Http2Wire(tls, cluster.balancer().tlsPort(), INITIAL_WINDOW_SIZE, window);
    }

    private static void allow(Http2Wire wire, int stream, int bytes) throws IOException {
        wire.send(Http2Wire.WINDOW_UPDATE, 0, stream, Http2Wire.bytes(Unpooled.buffer().writeInt(bytes)));
    }

    private static void isReset(Http2Wire.Frame frame, int stream) {
        assertThat(frame.type()).isEqualTo(Http2Wire.RST_STREAM);
        assertThat(frame.stream()).isEqualTo(stream);
        assertThat(frame.errorCode()).isEqualTo(CANCEL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void who_takes_nothing_loses_its_place_and_its_connection_goes_on(int window) throws Exception {
        cluster.with("--write-timeout", "1s").start();
        cluster.admin("PATCH", "/admin/nodes/s1", "{\"limit\":1}");
        try (Http2Wire wire = wire(window)) {
            wire.request(1, true, "GET", "/large");
            isReset(wire.next(Http2Wire.RST_STREAM), 1);
            assertThat(left.poll(20, TimeUnit.SECONDS)).as("what its node was told").isEqualTo("left");
            assertThat(cluster.get("/").body()).as("who waits for its place").isEqualTo("small");
            allow(wire, 0, LARGE);
            wire.request(3, true, "GET", "/");
            allow(wire, 3, 100);
            assertThat(wire.outcome(3)).isEqualTo("200");
        }
    }

    @Test
    void what_was_read_ahead_is_not_kept_for_ever() throws Exception {
        cluster.with("--write-timeout", "1s").start();
        try (Http2Wire wire = wire(0)) {
            wire.request(1, true, "GET", "/");
            isReset(wire.next(Http2Wire.RST_STREAM), 1);
        }
    }

    @Test
    void who_takes_less_than_the_least_rate_is_reset_too() throws Exception {
        cluster.with("--write-timeout", "1s", "--least-download-rate", "100MiB").start();
        try (Http2Wire wire = wire(1)) {
            wire.request(1, true, "GET", "/large");
            Http2Wire.Frame frame = wire.next();
            for (; frame.type() != Http2Wire.RST_STREAM; frame = wire.next()) {
                if (frame.type() == Http2Wire.DATA) {
                    allow(wire, 1, 1);
                }
            }
            isReset(frame, 1);
        }
    }

    @Test
    void who_takes_enough_may_take_its_time() throws Exception {
        AtomicLong now = new AtomicLong();
        AtomicLong looks = new AtomicLong();
        cluster.with("--event-loops", "1").clock(() -> {
            looks.incrementAndGet();
            return now.get();
        }).start();
        try (Http2Wire wire = wire(0)) {
            allow(wire, 0, LARGE);
            wire.request(1, true, "GET", "/large");
            for (int taken = 0; taken < LARGE; taken += LARGE / 8) {
                allow(wire, 1, LARGE / 8);
                for (int came = 0; came < LARGE / 8; ) {
                    Http2Wire.Frame frame = wire.next();
                    assertThat(frame.type()).isNotEqualTo(Http2Wire.RST_STREAM);
                    came += frame.type() == Http2Wire.DATA ? frame.payload().length : 0;
                }
                for (long seen = looks.get(); looks.get() < seen + 3; ) {
                    Thread.onSpinWait();
                }
                now.addAndGet(TimeUnit.SECONDS.toNanos(20));
            }
        }
    }
}
