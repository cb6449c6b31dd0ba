package scales.lab.sim;

import java.util.ArrayDeque;
import java.util.Deque;

/** Timeouts of one length. The first to begin is the first to end, so a line is enough, and only its head is planned. */
final class Timeouts {
    /** Something that ends in time, or is ended. */
    interface Expiring {
        boolean isOver();

        void expire();
    }

    private record Entry(long deadline, Expiring what) {}

    private final VirtualTime time;
    private final long nanos;
    private final Deque<Entry> line = new ArrayDeque<>();
    private boolean planned;

    Timeouts(VirtualTime time, long nanos) {
        this.time = time;
        this.nanos = nanos;
    }

    void begin(Expiring what) {
        forgetOver();
        line.addLast(new Entry(time.now() + nanos, what));
        plan();
    }

    private void forgetOver() {
        while (!line.isEmpty() && line.peekFirst().what().isOver()) {
            line.removeFirst();
        }
    }

    private void plan() {
        if (!planned && !line.isEmpty()) {
            planned = true;
            time.after(line.peekFirst().deadline() - time.now(), this::due);
        }
    }

    private void due() {
        planned = false;
        forgetOver();
        while (!line.isEmpty() && line.peekFirst().deadline() <= time.now()) {
            line.removeFirst().what().expire();
            forgetOver();
        }
        plan();
    }
}
