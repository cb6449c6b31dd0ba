package scales.balancer.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestWriterTest {
    private final List<Throwable> broke = new ArrayList<>();
    private boolean isOutOfMemory;
    private boolean written;

    /** As a socket that sometimes has no memory for what it is to copy. */
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (isOutOfMemory) {
                ReferenceCountUtil.release(message);
                promise.tryFailure(new OutOfMemoryError("of this test"));
            } else {
                context.write(message, promise);
            }
        }
    }, new RequestEncoder(), new ChannelInboundHandlerAdapter() {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            broke.add(cause);
        }
    });
    private final RequestWriter writer = new RequestWriter(channel.pipeline().lastContext());

    private static ByteBuf bytes(int length) {
        return Unpooled.wrappedBuffer(new byte[length]);
    }

    private void begin() {
        writer.begin("POST", "/", HttpHeaders.headers().add("Host", "x"));
    }

    @Test
    void what_is_written_is_told() {
        begin();
        writer.write(bytes(20_000), () -> written = true);
        writer.end(bytes(1));
        assertThat(written).isTrue();
        assertThat(broke).isEmpty();
        channel.finishAndReleaseAll();
    }

    @Test
    void what_is_lost_in_the_midst_breaks_the_connection() {
        begin();
        writer.write(bytes(1), () -> {});
        isOutOfMemory = true;
        writer.write(bytes(20_000), () -> written = true);
        assertThat(written).isFalse();
        assertThat(broke).isNotEmpty().allSatisfy(cause -> assertThat(cause).isInstanceOf(OutOfMemoryError.class));
        channel.finishAndReleaseAll();
    }

    @Test
    void so_does_a_request_that_is_lost_whole() {
        begin();
        isOutOfMemory = true;
        writer.end(bytes(20_000));
        assertThat(broke).isNotEmpty();
        channel.finishAndReleaseAll();
    }
}
