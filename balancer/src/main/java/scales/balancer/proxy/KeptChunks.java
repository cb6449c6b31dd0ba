package scales.balancer.proxy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** A body read ahead, in the pieces in which it came; small ones are put together, as each by itself costs far more than its bytes. */
final class KeptChunks {
    private static final int SMALL = 4 * 1024;
    private static final int BLOCK = 16 * 1024;
    /** Of the objects around the bytes. */
    private static final int OVERHEAD = 128;

    private List<Buffer> chunks = new ArrayList<>();
    private Buffer block;

    /** @return bytes of memory that a piece takes which is kept as it came, about */
    static long costOf(Buffer chunk) {
        return chunk.length() + OVERHEAD;
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** @return how many bytes of memory that took, about */
    long add(Buffer chunk) {
        // Most bodies are one chunk, however small: that is not copied.
        if (chunks.isEmpty() || chunk.length() >= SMALL) {
            block = null;
            chunks.add(chunk);
            return costOf(chunk);
        }
        if (block != null && block.length() + chunk.length() <= BLOCK) {
            block.appendBuffer(chunk);
            ReadMemory.release(chunk);
            return 0;
        }
        block = Buffer.buffer(BLOCK).appendBuffer(chunk);
        ReadMemory.release(chunk);
        chunks.add(block);
        return BLOCK + OVERHEAD;
    }

    /** @return to be sent, and {@link ReadMemory#releaseAfter released} one by one; it stays as it is when all is forgotten meanwhile */
    List<Buffer> forSending() {
        chunks.forEach(ReadMemory::retain);
        return chunks;
    }

    void clear() {
        chunks.forEach(ReadMemory::release);
        chunks = new ArrayList<>();
        block = null;
    }
}
