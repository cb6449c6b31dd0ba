package scales.balancer.proxy;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of an event loop's connections have written something that is not yet with the operating system. It goes out when the loop is through
 * with all sockets that were ready: who waits at the other end is woken once and finds more to do, instead of for each message, which
 * costs more than the rest of a small write. One task does it for all. Confined to its event loop.
 */
final class Flushes {
    private static final FastThreadLocal<Flushes> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Flushes initialValue() {
            return new Flushes();
        }
    };

    private List<Wire> waiting = new ArrayList<>();

    private Flushes() {}

    /** Of the event loop that asks. */
    static Flushes here() {
        return OF_LOOP.get();
    }

    void add(Wire wire, EventExecutor loop) {
        if (waiting.isEmpty()) {
            loop.execute(this::flush);
        }
        waiting.add(wire);
    }

    private void flush() {
        List<Wire> now = waiting;
        // A flush may lead to more.
        waiting = new ArrayList<>();
        now.forEach(Wire::flushNow);
    }
}
