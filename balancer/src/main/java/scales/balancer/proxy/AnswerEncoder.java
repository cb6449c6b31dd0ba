package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.vertx.core.http.impl.headers.Http1xHeaders;
import java.util.List;

/**
 * Answers to clients of HTTP/1, as Vert.x encodes them, but with small bodies {@link Together}. Answers to HEAD need no care: none that
 * is written here has a body or {@code Transfer-Encoding}.
 */
final class AnswerEncoder extends HttpResponseEncoder {
    @Override
    protected void encode(ChannelHandlerContext context, Object message, List<Object> encoded) throws Exception {
        super.encode(context, message, encoded);
        Together.put(encoded);
    }

    @Override
    protected void encodeHeaders(HttpHeaders headers, ByteBuf to) {
        if (headers instanceof Http1xHeaders ofVertx) {
            ofVertx.encode(to, false);
        } else {
            super.encodeHeaders(headers, to);
        }
    }
}
