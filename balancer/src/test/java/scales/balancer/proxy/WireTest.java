package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTest {
    private static EmbeddedChannel wired() {
        EmbeddedChannel channel = new EmbeddedChannel();
        Wire.prepare(channel, new ReadMemory(64 * 1024, 1024 * 1024));
        return channel;
    }

    private static void write(EmbeddedChannel to) {
        to.pipeline().writeAndFlush(Unpooled.wrappedBuffer(new byte[3]));
    }

    @Test
    void what_several_write_goes_out() {
        List<EmbeddedChannel> channels = List.of(wired(), wired());
        channels.get(0).eventLoop().execute(() -> channels.forEach(WireTest::write));
        channels.forEach(EmbeddedChannel::runPendingTasks);
        channels.forEach(WireTest::write);
        channels.forEach(EmbeddedChannel::runPendingTasks);
        assertThat(channels).extracting(channel -> channel.outboundMessages().size()).containsExactly(2, 2);
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void what_is_written_goes_out_before_the_connection_is_closed() {
        EmbeddedChannel channel = wired();
        write(channel);
        channel.pipeline().close();
        assertThat(channel.outboundMessages()).hasSize(1);
        channel.finishAndReleaseAll();
    }

    private static int pieces(EmbeddedChannel encoder, Object message) {
        encoder.writeOutbound(message);
        int pieces = encoder.outboundMessages().size();
        encoder.outboundMessages().forEach(ReferenceCountUtil::release);
        return pieces;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "8192, 1", "8193, 2"})
    void a_small_body_goes_with_its_head(int length, int pieces) {
        HttpHeaders headers = (HttpHeaders) io.vertx.core.http.HttpHeaders.headers().add("content-length", Integer.toString(length));
        assertThat(pieces(new EmbeddedChannel(new AnswerEncoder()), new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(new byte[length]), headers, EmptyHttpHeaders.INSTANCE))).isEqualTo(pieces);
        assertThat(pieces(new EmbeddedChannel(new RequestEncoder()), new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/",
                Unpooled.wrappedBuffer(new byte[length]), headers, EmptyHttpHeaders.INSTANCE))).isEqualTo(pieces);
    }
}
