package scales.balancer.node;

/**
 * What a worker says of itself when it says that it is there.
 *
 * @param instance      a name that it takes anew at each start, or null; renewals repeat it
 * @param deadlineNanos when it expires unless it says so again, on the clock of {@link Pool#expire}
 */
public record Announcement(Address address, int weight, int limit, String instance, long deadlineNanos) {
    Announcement extended(long nanos) {
        return new Announcement(address, weight, limit, instance, deadlineNanos + nanos);
    }

    /** Whether this is another start of the worker that said the other one. */
    boolean isRestartOf(Announcement before) {
        return before != null && before.instance != null && instance != null && !instance.equals(before.instance);
    }
}
