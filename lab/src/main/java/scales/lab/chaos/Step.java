package scales.lab.chaos;

/**
 * An action at its time.
 *
 * @param atMillis since the start of the plan
 * @param node     or {@code ""} when it concerns all of them
 * @param value    weight, limit or strategy, else {@code ""}
 */
record Step(long atMillis, Action action, String node, String value) {
    /** {@code weight s2 100}. */
    String text() {
        return (action.word() + " " + node + " " + value).strip().replace("  ", " ");
    }
}
