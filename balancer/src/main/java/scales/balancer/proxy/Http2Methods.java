package scales.balancer.proxy;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;

/** Refuses methods that are no token (RFC 9110, 9.1): Vert.x can make no request of them, and closes the connection with all that it carries. */
final class Http2Methods extends Http2FrameListenerDecorator {
    Http2Methods(Http2FrameListener next) {
        super(next);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean endOfStream)
            throws Http2Exception {
        judge(stream, headers);
        super.onHeadersRead(context, stream, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int dependency, short weight,
            boolean exclusive, int padding, boolean endOfStream) throws Http2Exception {
        judge(stream, headers);
        super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, endOfStream);
    }

    private static void judge(int stream, Http2Headers headers) throws Http2Exception {
        // Trailers have none.
        if (headers.method() == null) {
            return;
        }
        try {
            HttpMethod.valueOf(headers.method().toString());
        } catch (IllegalArgumentException noToken) {
            throw Http2Exception.streamError(stream, Http2Error.PROTOCOL_ERROR, noToken, "a method that is no token");
        }
    }
}
