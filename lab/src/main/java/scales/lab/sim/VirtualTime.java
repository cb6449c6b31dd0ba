package scales.lab.sim;

import java.util.PriorityQueue;

/** A clock that jumps from event to event; those of one moment happen in the order in which they were planned. */
final class VirtualTime {
    private record Event(long nanos, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now;
    private long planned;

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    void after(long nanos, Runnable action) {
        // What is farther away than can be counted is never.
        events.add(new Event(nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos, planned++, action));
    }

    /** @return false when nothing is left to happen until then */
    boolean step(long until) {
        Event next = events.peek();
        if (next == null || next.nanos() > until) {
            return false;
        }
        events.remove();
        now = next.nanos();
        next.action().run();
        return true;
    }
}
