package scales.balancer.accesslog;

/**
 * Brings what a client sent into one line: printable ASCII stays, everything else becomes {@code \}{@code uXXXX} as JSON has it, so that
 * nobody forges a line, ends a field early or commands a terminal.
 */
final class Escape {
    private static final int LONGEST = 512;

    private Escape() {}

    /** @param alsoBlanks for a field that a blank ends */
    static void append(StringBuilder line, String text, boolean alsoBlanks) {
        int length = Math.min(LONGEST, text.length());
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c > ' ' && c <= '~' || c == ' ' && !alsoBlanks) {
                line.append(c);
            } else {
                line.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit(c >> 8 & 15, 16))
                        .append(Character.forDigit(c >> 4 & 15, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
    }

    /** In milliseconds, to the microsecond. */
    static void millis(StringBuilder line, long nanos) {
        long micros = nanos / 1_000;
        int rest = (int) (micros % 1_000);
        line.append(micros / 1_000).append('.').append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10));
    }
}
