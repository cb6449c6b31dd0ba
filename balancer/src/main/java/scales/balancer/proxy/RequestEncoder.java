package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.vertx.core.http.impl.headers.Http1xHeaders;
import java.util.List;

/** Requests to nodes, as Netty encodes them, with headers by Vert.x and small bodies {@link Together}. */
final class RequestEncoder extends HttpRequestEncoder {
    @Override
    protected void encode(ChannelHandlerContext context, Object message, List<Object> encoded) throws Exception {
        super.encode(context, message, encoded);
        Together.put(encoded);
    }

    @Override
    protected void encodeHeaders(HttpHeaders headers, ByteBuf to) {
        ((Http1xHeaders) headers).encode(to, false);
    }
}
