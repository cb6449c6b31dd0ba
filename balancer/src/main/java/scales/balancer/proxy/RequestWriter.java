package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.MultiMap;

/** Makes Netty's messages of a request: its head goes together with the first bytes of its body. What cannot be written ends the connection. */
final class RequestWriter {
    private HttpMethod method;
    private String target;
    /** What Vert.x makes for HTTP/1 can be written by Netty. */
    private HttpHeaders headers;
    private boolean ended;

    void begin(String name, String path, MultiMap fields) {
        method = HttpMethod.valueOf(name);
        target = path;
        headers = (HttpHeaders) fields;
        ended = false;
    }

    void write(ChannelOutboundInvoker to, ByteBuf bytes) {
        if (headers != null) {
            if (!headers.contains("content-length")) {
                headers.set("transfer-encoding", "chunked");
            }
            to.write(new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target, headers), to.voidPromise());
            headers = null;
        }
        to.writeAndFlush(new DefaultHttpContent(bytes), to.voidPromise());
    }

    void end(ChannelOutboundInvoker to, ByteBuf bytes) {
        ended = true;
        if (headers != null) {
            to.writeAndFlush(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, target, bytes, headers, EmptyHttpHeaders.INSTANCE),
                    to.voidPromise());
            headers = null;
        } else if (bytes.isReadable()) {
            to.writeAndFlush(new DefaultLastHttpContent(bytes, EmptyHttpHeaders.INSTANCE), to.voidPromise());
        } else {
            to.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, to.voidPromise());
        }
    }

    boolean hasEnded() {
        return ended;
    }
}
