package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.MultiMap;

/** Writes requests to a node, one after the other. What cannot be written breaks the connection, which is told of that by Netty. */
final class RequestWriter {
    private final ChannelHandlerContext channel;
    private HttpMethod method;
    private String target;
    /** As Vert.x makes them for HTTP/1, which is also as Netty writes them; null once they are written. */
    private HttpHeaders headers;
    private boolean ended;

    RequestWriter(ChannelHandlerContext channel) {
        this.channel = channel;
    }

    /** Nothing is written yet: the head goes together with the first bytes of the body. */
    void begin(String name, String path, MultiMap fields) {
        method = HttpMethod.valueOf(name);
        target = path;
        headers = (HttpHeaders) fields;
        ended = false;
    }

    /**
     * @param bytes   are released when they were written, or never will be
     * @param written is run when they were
     */
    void write(ByteBuf bytes, Runnable written) {
        if (headers != null) {
            if (!headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
            channel.write(new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target, headers), orBreak());
            headers = null;
        }
        channel.writeAndFlush(new DefaultHttpContent(bytes), orBreak().addListener(over -> {
            if (over.isSuccess()) {
                written.run();
            }
        }));
    }

    /** Writes the last bytes, or none. */
    void end(ByteBuf bytes) {
        ended = true;
        if (headers != null) {
            // What is one buffer is where it can be written from, and nothing of it is lost.
            channel.writeAndFlush(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, target, bytes, headers, EmptyHttpHeaders.INSTANCE),
                    Together.isDone(bytes) ? channel.voidPromise() : orBreak());
            headers = null;
        } else if (bytes.isReadable()) {
            channel.writeAndFlush(new DefaultLastHttpContent(bytes, EmptyHttpHeaders.INSTANCE), orBreak());
        } else {
            channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT, orBreak());
        }
    }

    /** Netty's own void promise would not tell of what is lost for want of memory, and the node would wait for it. */
    private ChannelPromise orBreak() {
        return channel.newPromise().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** Whether all of the request is in the hands of the operating system. */
    boolean isSent() {
        var out = channel.channel().unsafe().outboundBuffer();
        return ended && out != null && out.totalPendingWriteBytes() == 0;
    }
}
