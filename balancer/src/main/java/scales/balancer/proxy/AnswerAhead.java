package scales.balancer.proxy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;

/** What a node has said and its client has not taken yet. Confined to the event loop of its exchange. */
final class AnswerAhead {
    private final long most;
    private final BodyMemory memory;
    private final ArrayDeque<Buffer> chunks = new ArrayDeque<>();
    private long held;
    private boolean released;

    /**
     * @param most   bytes
     * @param memory where these come from
     */
    AnswerAhead(long most, BodyMemory memory) {
        this.most = most;
        this.memory = memory;
    }

    /** @return whether there was room. What there is none for is kept all the same, and must stay the only one until all is taken. */
    boolean add(Buffer chunk) {
        if (released) {
            return false;
        }
        chunks.add(chunk);
        long cost = KeptChunks.costOf(chunk);
        if (held + cost > most || !memory.take(cost)) {
            return false;
        }
        held += cost;
        return true;
    }

    /** Whether that much may wait elsewhere: what all exchanges hold here is not all that there may be. */
    boolean isThereMemoryFor(long bytes) {
        return memory.has(bytes);
    }

    boolean isEmpty() {
        return chunks.isEmpty();
    }

    /** @return the oldest */
    Buffer first() {
        return chunks.element();
    }

    /** @return the oldest, which is held no more */
    Buffer next() {
        Buffer chunk = chunks.remove();
        // The last one may have cost nothing.
        giveBack(Math.min(held, KeptChunks.costOf(chunk)));
        return chunk;
    }

    /** Forgets all, and whatever comes later. */
    void release() {
        released = true;
        chunks.forEach(ReadMemory::release);
        chunks.clear();
        giveBack(held);
    }

    private void giveBack(long bytes) {
        held -= bytes;
        memory.giveBack(bytes);
    }
}
