package scales.lab.scenario;

import java.time.Duration;

/**
 * Something that is done to the cluster at a time.
 *
 * @param at    from the beginning of a block
 * @param kind  what is done
 * @param node  to whom; {@code ""} for the whole cluster
 * @param value as its kind says; 0 where it needs none
 */
public record Fault(Duration at, Kind kind, String node, double value) {

    /** What can be done, and what its value is. */
    public enum Kind {
        /** Milliseconds that each request takes longer, one at a time, checks included: the lab's {@code POST /delay}. */
        DELAY(Value.MILLIS),
        /** Milliseconds that each request takes longer, as many at once as before. */
        LATENCY(Value.MILLIS),
        /** Dies at once, with what it was doing. */
        KILL(Value.NONE),
        /** Is there again, empty. */
        START(Value.NONE),
        /** Stops answering, connections open (SIGSTOP). */
        FREEZE(Value.NONE),
        THAW(Value.NONE),
        DRAIN(Value.NONE),
        MAINT(Value.NONE),
        READY(Value.NONE),
        WEIGHT(Value.NUMBER),
        /** A new node of that name joins. */
        JOIN(Value.NONE),
        /** The node finishes what it has, and is gone. */
        LEAVE(Value.NONE),
        /** Requests per second, of an open loop. */
        RATE(Value.NUMBER),
        /** How many there are, of a closed loop. */
        CLIENTS(Value.NUMBER);

        enum Value { NONE, NUMBER, MILLIS }

        private final Value value;

        Kind(Value value) {
            this.value = value;
        }

        Value value() {
            return value;
        }

        public boolean needsNode() {
            return this != RATE && this != CLIENTS;
        }

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** As in a scenario's file: {@code at 20s: delay s1 250ms}. */
    public String text() {
        String what = kind.word() + (node.isEmpty() ? "" : " " + node);
        return "at " + Durations.text(at) + ": " + switch (kind.value()) {
            case NONE -> what;
            case NUMBER -> what + " " + plain(value);
            case MILLIS -> what + " " + plain(value) + "ms";
        };
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
