package scales.lab.chaos;

/**
 * A client that holds a cookie was served by another node.
 *
 * @param since when it was last served by {@code from}, in milliseconds since the start
 * @param until when it was answered by {@code to}
 */
record Move(String client, String from, String to, long since, long until, String underWay) {
    /** The watch looks that often at least, on a busy machine. */
    private static final long ROOM_MILLIS = 500;

    /** Nobody took its node from it, and affinity was promised all the time. */
    boolean isForNoReason(History history) {
        return !history.has(History.FREE, since - ROOM_MILLIS, until + ROOM_MILLIS)
                && !history.has(from, since - ROOM_MILLIS, until + ROOM_MILLIS);
    }

    Problem problem() {
        return new Problem("moved", until, client + " was moved from " + from + " to " + to + " for no reason", underWay);
    }
}
