package scales.balancer.stats;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The last things that happened, oldest first, and whoever wants to hear of the next ones. */
public final class Events {
    /**
     * Something that happened.
     *
     * @param number     from 1, without gaps
     * @param wallMillis when, since the epoch
     * @param kind       lower case, such as {@code health}
     * @param node       whom it concerns, or {@code ""}
     */
    public record Event(long number, long wallMillis, String kind, String node, String text) {}

    private static final int KEPT = 1_000;

    private final LongSupplier wallMillis;
    private final Deque<Event> last = new ArrayDeque<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private long count;

    public Events(LongSupplier wallMillis) {
        this.wallMillis = wallMillis;
    }

    public void add(String kind, String node, String text) {
        Event event;
        synchronized (this) {
            event = new Event(++count, wallMillis.getAsLong(), kind, node, text);
            last.addLast(event);
            if (last.size() > KEPT) {
                last.removeFirst();
            }
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    public synchronized List<Event> last() {
        return new ArrayList<>(last);
    }

    /** @param listener called by whoever adds an event, on its thread */
    public Runnable listen(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
