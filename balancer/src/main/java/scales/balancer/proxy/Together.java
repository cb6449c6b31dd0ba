package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import java.util.List;

/** A head and a small body in one buffer. Netty makes two of them, which costs more than to copy the body: two writes, and a promise that waits for both. */
final class Together {
    /** Bytes of a body. */
    private static final int SMALL = 8 * 1024;

    private Together() {}

    /** Whether a message with that body is one buffer. */
    static boolean isDone(ByteBuf body) {
        return body.readableBytes() <= SMALL;
    }

    /** @param encoded a message, as Netty has encoded it */
    static void put(List<Object> encoded) {
        if (encoded.size() == 2 && encoded.get(0) instanceof ByteBuf head && encoded.get(1) instanceof ByteBuf body
                && isDone(body)) {
            head.writeBytes(body);
            body.release();
            encoded.remove(1);
        }
    }
}
