package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.RecvByteBufAllocator;

/**
 * Keeps what a connection holds in proportion to what its peer sent: decoders keep what was read for as long as a head, a TLS record or
 * an announcement is not whole, with all of its buffer. So buffers start small and grow with full reads, as large bodies are dear in small
 * pieces, and little in a large buffer is copied out of it.
 */
final class ReadBuffers {
    private static final int LEAST = 512;
    private static final int FIRST = 2 * 1024;
    /** Up to that, copying costs less than what it takes to do without. */
    private static final int SMALL = 8 * 1024;
    /** Without a piece of memory what was read is copied to the heap, where nobody may have room for much. */
    private static final int MOST_COPIED = 32 * 1024;
    /** A buffer filled less than that part is not kept. */
    private static final int SPARSE = 4;

    private final ReadMemory memory;

    /**
     * @param socket nothing was read from it yet
     * @param memory for what is large; a piece is the most that is read at once
     */
    ReadBuffers(Channel socket, ReadMemory memory) {
        this.memory = memory;
        AdaptiveRecvByteBufAllocator sizes = new AdaptiveRecvByteBufAllocator(LEAST, FIRST, memory.size());
        socket.config().setRecvByteBufAllocator(() -> new Sized(sizes));
    }

    /** @return what was read, in a buffer that may be kept */
    ByteBuf fit(ChannelHandlerContext context, ByteBuf read) {
        if (read.capacity() <= FIRST || read.readableBytes() >= read.capacity() / SPARSE) {
            return read;
        }
        try {
            return context.alloc().ioBuffer(read.readableBytes()).writeBytes(read);
        } finally {
            read.release();
        }
    }

    private final class Sized extends RecvByteBufAllocator.DelegatingHandle {
        Sized(RecvByteBufAllocator sizes) {
            super(sizes.newHandle());
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator others) {
            ByteBuf piece = guess() > SMALL ? memory.take() : null;
            return piece == null ? others.ioBuffer(Math.min(guess(), MOST_COPIED)) : piece;
        }
    }
}
