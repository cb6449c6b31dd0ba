package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Stream;

/**
 * Bounds in how many pieces a body waits that nobody wants yet: its window (RFC 9113, 5.2) counts their bytes alone, and one of a single byte
 * costs a hundred times that.
 */
final class Http2Pieces extends Http2FrameListenerDecorator {
    private static final int MOST = 1024;
    /** Bytes: of such there are no more in a window of 64 KiB. */
    private static final int LARGE = 64;

    private final Http2Connection connection;
    private final Http2Connection.PropertyKey waiting;

    Http2Pieces(Http2Connection connection, Http2FrameListener next) {
        super(next);
        this.connection = connection;
        this.waiting = connection.newKey();
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean endOfStream) throws Http2Exception {
        int bytes = data.readableBytes() + padding;
        Http2Stream stream = connection.stream(id);
        if (stream != null && bytes < LARGE && count(stream, bytes) > MOST) {
            throw Http2Exception.streamError(id, Http2Error.ENHANCE_YOUR_CALM, "a body in too many pieces that nobody has taken");
        }
        return super.onDataRead(context, id, data, padding, endOfStream);
    }

    /** @return how many wait, with this one; as many as there are bytes before it at most, as those that were taken do not wait any more */
    private int count(Http2Stream stream, int bytes) {
        Integer before = stream.getProperty(waiting);
        int bytesBefore = connection.local().flowController().unconsumedBytes(stream) - bytes;
        int now = 1 + Math.min(before == null ? 0 : before, Math.max(0, bytesBefore));
        stream.setProperty(waiting, now);
        return now;
    }
}
