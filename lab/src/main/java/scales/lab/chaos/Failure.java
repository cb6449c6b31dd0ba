package scales.lab.chaos;

/**
 * A client was not answered as promised. Whether anybody is to blame is known only later: the watch looks after the fact.
 *
 * @param safe   the request may be repeated
 * @param inTime neither late nor refused for want of a place
 * @param since  when it was asked, in milliseconds since the start
 */
record Failure(Problem problem, boolean safe, boolean inTime, long since) {
    /** For the watch to see and ask why, on a busy machine. */
    private static final long ROOM_MILLIS = 2_000;

    /** This machine was too busy for its own probes. */
    boolean isOfStarvation(History history) {
        return !inTime && history.has(History.STARVED, from(), problem.atMillis() + ROOM_MILLIS);
    }

    /** It must not be repeated, and a node was hurt. */
    boolean isExcused(History history) {
        return !safe && history.has(History.HURT, from(), problem.atMillis());
    }

    private long from() {
        return since - Model.NOTICED_MILLIS;
    }
}
