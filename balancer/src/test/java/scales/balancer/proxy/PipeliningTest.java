package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.http.HttpServerRequest;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scales.balancer.Cluster;

/** Requests that a client sends without waiting for answers (RFC 9112, 9.3.2). */
@Timeout(60)
class PipeliningTest {
    @TempDir
    static Path files;

    /** Takes what comes at once, and then no more until it is asked to. */
    private static final class Full extends ChannelInboundHandlerAdapter {
        private int taken;
        private boolean read;

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            read = true;
            taken += ((ByteBuf) bytes).readableBytes();
            ((ByteBuf) bytes).release();
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (read) {
                read = false;
                context.channel().config().setAutoRead(false);
            }
        }
    }

    /** In one piece as from a socket, in pieces as from TLS, which come however full one is. */
    @ParameterizedTest
    @CsvSource({"262144, 1", "16384, 16", "100, 2500", "65536, 4"})
    void no_more_than_a_portion_is_decoded_ahead_however_it_comes(int size, int pieces) {
        Full full = new Full();
        EmbeddedChannel channel = new EmbeddedChannel(new Pipelining(), full);
        Object[] read = new Object[pieces];
        for (int i = 0; i < pieces; i++) {
            read[i] = Unpooled.buffer(size).writeZero(size);
        }
        channel.writeInbound(read);
        assertThat(full.taken).isBetween(1, Pipelining.PORTION);
        while (full.taken < size * pieces) {
            int before = full.taken;
            channel.config().setAutoRead(true);
            channel.runPendingTasks();
            assertThat(full.taken - before).isBetween(1, Pipelining.PORTION);
        }
        assertThat(full.taken).isEqualTo(size * pieces);
        channel.finishAndReleaseAll();
    }

    @Test
    void a_body_comes_through_as_it_was_read_and_what_follows_it_in_portions() {
        Full full = new Full();
        Pipelining pipelining = new Pipelining();
        EmbeddedChannel channel = new EmbeddedChannel(pipelining, full);
        int body = 3 * Pipelining.PORTION;
        DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_LENGTH, body);
        pipelining.decoded(head);
        channel.writeInbound(Unpooled.buffer().writeZero(body + 2 * Pipelining.PORTION));
        assertThat(full.taken).isEqualTo(body + Pipelining.PORTION);
        pipelining.decoded(new DefaultLastHttpContent(Unpooled.wrappedBuffer(new byte[body])));
        channel.config().setAutoRead(true);
        channel.writeInbound(Unpooled.buffer().writeZero(Pipelining.PORTION));
        assertThat(full.taken).isEqualTo(body + 2 * Pipelining.PORTION);
        channel.finishAndReleaseAll();
    }

    @Test
    void what_was_never_decoded_is_freed_with_its_connection() {
        EmbeddedChannel channel = new EmbeddedChannel(new Pipelining(), new Full());
        ByteBuf read = Unpooled.buffer().writeZero(4 * Pipelining.PORTION);
        channel.writeInbound(read);
        assertThat(read.refCnt()).isPositive();
        channel.finishAndReleaseAll();
        assertThat(read.refCnt()).isZero();
    }

    /** Vert.x keeps it while it is not its turn, and forgets it when the connection goes. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"})
    void what_was_decoded_needs_no_release(String rest) {
        Pipelining ahead = new Pipelining();
        EmbeddedChannel channel = new EmbeddedChannel(ahead, new HttpRequestDecoder(), new VersionGuard(ahead));
        ByteBuf read = PooledByteBufAllocator.DEFAULT.directBuffer();
        read.writeCharSequence("POST / HTTP/1.1\r\nHost: x\r\n" + rest, StandardCharsets.US_ASCII);
        channel.writeInbound(read);
        assertThat(channel.inboundMessages().stream().filter(HttpContent.class::isInstance)
                .map(part -> ((HttpContent) part).content().toString(StandardCharsets.US_ASCII)).collect(Collectors.joining())).isEqualTo("hello");
        channel.inboundMessages().clear();
        channel.close();
        assertThat(read.refCnt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, false", "40, false", "1000, false", "1, true", "2, true", "40, true", "1000, true"})
    void who_sent_requests_ahead_and_leaves_is_seen_to_have_left(int requests, boolean tls) throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Cluster cluster = new Cluster()) {
            SSLContext trusting = cluster.certified(files);
            cluster.node("s1", request -> {
                seen.add("held");
                request.response().closeHandler(gone -> seen.add("left"));
            }).start();
            try (Socket client = tls ? trusting.getSocketFactory().createSocket("127.0.0.1", cluster.balancer().tlsPort())
                    : new Socket("127.0.0.1", cluster.port())) {
                client.getOutputStream().write("GET /held HTTP/1.1\r\nHost: x\r\n\r\n".repeat(requests).getBytes(StandardCharsets.US_ASCII));
                assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("held");
            }
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("left");
            assertThat(cluster.node("s1").getInteger("inFlight")).isZero();
            assertThat(seen).as("of those behind it, none").isEmpty();
        }
    }

    @Test
    void thousands_sent_ahead_are_answered_in_their_order() throws Exception {
        BlockingQueue<HttpServerRequest> held = new LinkedBlockingQueue<>();
        AtomicInteger served = new AtomicInteger();
        int ahead = 5_000;
        try (Cluster cluster = new Cluster()) {
            cluster.node("s1", request -> {
                if (request.path().equals("/held")) {
                    held.add(request);
                } else {
                    served.incrementAndGet();
                    request.response().end(request.path() + " ");
                }
            }).start();
            StringBuilder requests = new StringBuilder("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
            StringBuilder expected = new StringBuilder("held ");
            for (int i = 1; i <= ahead; i++) {
                requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: x\r\n").append(i == ahead ? "Connection: close\r\n\r\n" : "\r\n");
                expected.append('/').append(i).append(' ');
            }
            try (Raw raw = new Raw(cluster.port())) {
                raw.say(requests.toString());
                HttpServerRequest first = held.poll(20, TimeUnit.SECONDS);
                assertThat(cluster.get("/").statusCode()).isEqualTo(200);
                assertThat(served).as("of its own none, as long as the first is not answered").hasValue(1);
                first.response().end("held ");
                assertThat(raw.rest().replaceAll("(?s)HTTP/1.1 200 OK\r\n.*?\r\n\r\n", "")).isEqualTo(expected.toString());
            }
        }
    }
}
