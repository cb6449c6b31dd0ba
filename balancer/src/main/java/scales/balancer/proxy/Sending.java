package scales.balancer.proxy;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A body on its way to a node: what was kept of it, and, unless that is all, what comes from then on. The latter counts as memory for
 * bodies while it waits for the node; where there is none left, one piece at a time is taken from the client. Confined to the event loop
 * of its exchange.
 */
final class Sending {
    /** Bytes of memory, about, that wait for the node. */
    private static final int MOST_UNWRITTEN = 512 * 1024;

    private final Attempt to;
    private final BodyMemory memory;
    /** Null when nothing more comes. */
    private final Runnable more;
    private final Deque<Buffer> kept;
    private long reserved;
    private long unwritten;
    private long enough;
    private boolean waits = true;
    private boolean over;

    private Sending(Attempt to, BodyMemory memory, List<Buffer> kept, long reserved, Runnable more) {
        this.to = to;
        this.memory = memory;
        this.kept = new ArrayDeque<>(kept);
        this.reserved = reserved;
        this.more = more;
    }

    /** All of it is kept, by somebody else, who may send it again. */
    static Sending whole(Attempt to, List<Buffer> kept) {
        return new Sending(to, null, kept, 0, null);
    }

    /**
     * The rest is still coming.
     *
     * @param reserved what the beginning takes of the memory, to be given back here
     * @param more     is run when another piece is wanted
     */
    static Sending begun(Attempt to, BodyMemory memory, List<Buffer> kept, long reserved, Runnable more) {
        return new Sending(to, memory, kept, reserved, more);
    }

    /** Sends as much as the node takes of what was kept; may fail before it returns. */
    void begin() {
        while (!kept.isEmpty() && unwritten < MOST_UNWRITTEN) {
            Buffer chunk = kept.remove();
            if (more == null && kept.isEmpty()) {
                to.end(chunk);
            } else {
                write(chunk);
            }
        }
    }

    /** @return whether another piece is wanted at once */
    boolean pass(Buffer chunk) {
        long cost = KeptChunks.costOf(chunk);
        boolean counted = memory.take(cost);
        if (counted) {
            reserved += cost;
        }
        enough = counted ? MOST_UNWRITTEN / 2 : 0;
        write(chunk);
        waits = !counted || unwritten >= MOST_UNWRITTEN || !to.isUnderWay();
        return !waits;
    }

    /** Nothing more comes. */
    void end() {
        to.end(null);
    }

    private void write(Buffer chunk) {
        long cost = KeptChunks.costOf(chunk);
        unwritten += cost;
        to.write(chunk, () -> written(cost));
    }

    private void written(long cost) {
        if (over) {
            return;
        }
        unwritten -= cost;
        begin();
        if (more == null) {
            return;
        }
        // The rest with the last one: blocks of small pieces took more than their bytes.
        giveBack(unwritten == 0 ? reserved : Math.min(cost, reserved));
        if (waits && kept.isEmpty() && unwritten <= enough) {
            waits = false;
            more.run();
        }
    }

    private void giveBack(long bytes) {
        if (bytes > 0) {
            reserved -= bytes;
            memory.giveBack(bytes);
        }
    }

    /** Whether all that was kept is with the node's connection. */
    boolean isHandedOver() {
        return kept.isEmpty();
    }

    /** The attempt, or the exchange, is over. */
    void giveUp() {
        over = true;
        kept.forEach(ReadMemory::release);
        kept.clear();
        giveBack(reserved);
    }
}
