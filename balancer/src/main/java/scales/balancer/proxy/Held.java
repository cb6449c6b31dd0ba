package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one read brought and nobody takes yet. Small pieces of a body are put together: a node or a client may say it byte by byte, and each
 * piece by itself costs a hundred times that.
 */
final class Held {
    private static final int SMALL = 4 * 1024;
    private static final int BLOCK = 16 * 1024;

    private final Deque<HttpObject> parts = new ArrayDeque<>();
    /** The last part, if it is made of small ones. */
    private ByteBuf block;

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** @param part is released here or by who takes it */
    void add(HttpObject part) {
        if (!isSmall(part)) {
            block = null;
            parts.add(part);
            return;
        }
        ByteBuf bytes = ((HttpContent) part).content();
        if (block == null || block.maxWritableBytes() < bytes.readableBytes()) {
            block = Unpooled.buffer(bytes.readableBytes(), BLOCK);
            parts.add(new DefaultHttpContent(block));
        }
        block.writeBytes(bytes);
        bytes.release();
    }

    /** Whether it is put together with others. */
    static boolean isSmall(Object part) {
        return part instanceof HttpContent content && !(part instanceof LastHttpContent) && !content.decoderResult().isFailure()
                && content.content().readableBytes() < SMALL;
    }

    /** The oldest one, which is the caller's then. */
    HttpObject next() {
        HttpObject part = parts.remove();
        if (parts.isEmpty()) {
            block = null;
        }
        return part;
    }

    void release() {
        parts.forEach(ReferenceCountUtil::release);
        parts.clear();
        block = null;
    }
}
