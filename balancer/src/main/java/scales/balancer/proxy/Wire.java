package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;

/** How bytes are read from a socket and written to it, a client's or a node's: in {@link ReadBuffers}, and out with all {@link Flushes}. */
final class Wire extends ChannelDuplexHandler {
    /** Bytes: twice what is read at once, so that what one socket brought goes to the other at once. */
    private static final WriteBufferWaterMark WRITTEN_AHEAD = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final ReadBuffers buffers;
    private ChannelHandlerContext channel;
    private Flushes flushes;
    private boolean unflushed;

    private Wire(ReadBuffers buffers) {
        this.buffers = buffers;
    }

    /**
     * @param socket nothing was read from it yet
     * @param memory for bodies
     */
    static void prepare(Channel socket, ReadMemory memory) {
        socket.config().setWriteBufferWaterMark(WRITTEN_AHEAD);
        socket.pipeline().addFirst(new Wire(new ReadBuffers(socket, memory)));
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        channel = added;
        flushes = Flushes.here();
    }

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        same.fireChannelRead(message instanceof ByteBuf bytes ? buffers.fit(same, bytes) : message);
    }

    @Override
    public void flush(ChannelHandlerContext same) {
        if (!unflushed) {
            unflushed = true;
            flushes.add(this, same.executor());
        }
    }

    void flushNow() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /** There is too much already. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext same) {
        if (!same.channel().isWritable()) {
            flushNow();
        }
        same.fireChannelWritabilityChanged();
    }

    @Override
    public void close(ChannelHandlerContext same, ChannelPromise promise) {
        flushNow();
        same.close(promise);
    }

    @Override
    public void disconnect(ChannelHandlerContext same, ChannelPromise promise) {
        flushNow();
        same.disconnect(promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext same) {
        flushNow();
    }
}
