package scales.balancer.proxy;

import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.flush.FlushConsolidationHandler;

/** How bytes are read from a socket and written to it, a client's or a node's. */
final class Wire {
    private static final int MOST_WRITES_TOGETHER = 256;
    /** Bytes: twice what is read at once, so that what one socket brought goes to the other at once. */
    private static final WriteBufferWaterMark WRITTEN_AHEAD = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private Wire() {
    }

    /**
     * What is written while the event loop serves other sockets goes out when it is through with all that were ready: who waits at the
     * other end is woken once and finds more to do, instead of for each message, which costs more than the rest of a small write.
     *
     * @param socket nothing was read from it yet
     * @param memory for bodies
     */
    static void prepare(Channel socket, ReadMemory memory) {
        socket.config().setWriteBufferWaterMark(WRITTEN_AHEAD);
        socket.pipeline().addFirst(new ReadBuffers(memory)).addFirst(new FlushConsolidationHandler(MOST_WRITES_TOGETHER, true));
    }
}
