package scales.lab.chaos;

/**
 * Something that should not have happened to a client.
 *
 * @param kind     short, to be counted by
 * @param atMillis since the start
 * @param text     in full
 * @param underWay the last action before
 */
record Problem(String kind, long atMillis, String text, String underWay) {
    String line() {
        return "%.1f s, after %s: %s: %s".formatted(atMillis / 1e3, underWay, kind, text);
    }
}
