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
    /** Of a window of 64 KiB: no piece need be smaller than 64 bytes. */
    private static final int MOST = 1024;

    private final Http2Connection connection;
    private final Http2Connection.PropertyKey waiting;

    Http2Pieces(Http2Connection connection, Http2FrameListener next) {
        super(next);
        this.connection = connection;
        this.waiting = connection.newKey();
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int id, ByteBuf data, int padding, boolean endOfStream) throws Http2Exception {
        Http2Stream stream = connection.stream(id);
        if (stream != null && count(stream, data.readableBytes() + padding) > MOST) {
            throw Http2Exception.streamError(id, Http2Error.ENHANCE_YOUR_CALM, "a body in too many pieces that nobody has taken");
        }
        return super.onDataRead(context, id, data, padding, endOfStream);
    }

    /** @return how many wait, with this one; all before it were taken where no more bytes wait than it has */
    private int count(Http2Stream stream, int bytes) {
        Integer before = stream.getProperty(waiting);
        boolean alone = before == null || connection.local().flowController().unconsumedBytes(stream) <= bytes;
        int now = alone ? 1 : before + 1;
        stream.setProperty(waiting, now);
        return now;
    }
}
