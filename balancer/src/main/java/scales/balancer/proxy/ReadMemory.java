package scales.balancer.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.impl.VertxHandler;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Memory outside of the heap for bodies, that goes from the socket where it was read to the one where it is written without being copied.
 * Vert.x copies what was read to the heap, and Netty back when it is written, unless it does not know who allocated it.
 *
 * <p>Who is through with a {@link Buffer} of such memory says so by {@link #release}, and before that each one that uses it besides has
 * called {@link #retain}. What nobody releases is not used again, and the garbage collector takes it: so only who knows that it was
 * written needs to say so, and no failure has to be cared for. What is used after its release is an exception, not bytes of others.
 * Any thread.
 */
final class ReadMemory {
    private static final Cleaner CLEANER = Cleaner.create();

    private final int size;
    private final long most;
    private final AtomicLong allocated = new AtomicLong();
    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();

    /**
     * @param size bytes of one piece
     * @param most bytes of all pieces, used and free
     */
    ReadMemory(int size, long most) {
        this.size = size;
        this.most = most;
    }

    /** @return bytes of a piece */
    int size() {
        return size;
    }

    /** @return to read into, or null when all is in use */
    ByteBuf take() {
        ByteBuffer memory = free.poll();
        if (memory == null) {
            memory = allocate();
        }
        return memory == null ? null : new Piece(memory);
    }

    private ByteBuffer allocate() {
        if (allocated.addAndGet(size) > most) {
            allocated.addAndGet(-size);
            return null;
        }
        ByteBuffer memory;
        try {
            memory = ByteBuffer.allocateDirect(size);
        } catch (OutOfMemoryError none) {
            // Others have what this was to have; the rest does without.
            allocated.addAndGet(-size);
            return null;
        }
        // Not by this object's fields: it holds the free pieces, and they would never be collected.
        AtomicLong counter = allocated;
        long bytes = size;
        CLEANER.register(memory, () -> counter.addAndGet(-bytes));
        return memory;
    }

    /** @return bytes that were read, which are the caller's now */
    static Buffer incoming(ByteBuf bytes) {
        return BufferInternal.buffer(collected(bytes));
    }

    /** @return the same where the garbage collector takes it from whoever forgets it: copied, if Netty would wait for its release */
    static ByteBuf collected(ByteBuf bytes) {
        return VertxHandler.safeBuffer(bytes);
    }

    /** @return its bytes, for Netty, who releases what it has written, or never will write */
    static ByteBuf outgoing(Buffer chunk) {
        ByteBuf bytes = ((BufferInternal) chunk).getByteBuf();
        // Vert.x lets nobody else release them.
        return pieceOf(chunk) == null ? bytes : bytes.unwrap();
    }

    /** It is used once more. */
    static void retain(Buffer chunk) {
        Piece piece = pieceOf(chunk);
        if (piece != null) {
            piece.retain();
        }
    }

    /** It is not used any more, by one of its users. */
    static void release(Buffer chunk) {
        Piece piece = pieceOf(chunk);
        if (piece != null) {
            piece.release();
        }
    }

    /** The same, once it was written; after a failure nobody knows whether that may still be under way. */
    static Future<Void> releaseAfter(Future<Void> write, Buffer chunk) {
        return pieceOf(chunk) == null ? write : write.onSuccess(written -> release(chunk));
    }

    private static Piece pieceOf(Buffer chunk) {
        ByteBuf memory = ((BufferInternal) chunk).getByteBuf();
        while (memory != null && !(memory instanceof Piece)) {
            memory = memory.unwrap();
        }
        return (Piece) memory;
    }

    private final class Piece extends UnpooledDirectByteBuf {
        private final ByteBuffer memory;

        Piece(ByteBuffer memory) {
            super(UnpooledByteBufAllocator.DEFAULT, memory, memory.capacity());
            this.memory = memory;
            clear();
        }

        @Override
        protected void deallocate() {
            super.deallocate();
            free.push(memory);
        }
    }
}
