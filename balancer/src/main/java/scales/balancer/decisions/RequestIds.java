package scales.balancer.decisions;

import java.util.concurrent.atomic.AtomicLong;

/** Names requests: as the client did with {@code X-Request-Id}, as nginx and Envoy understand it, or by a name of our own. */
public final class RequestIds {
    private static final int LONGEST = 128;

    private final String prefix;
    private final AtomicLong made = new AtomicLong();

    /** @param prefix makes the names of this balancer's run different from all others */
    public RequestIds(String prefix) {
        this.prefix = prefix;
    }

    /** @param sent what the client called it, or null */
    public String of(String sent) {
        return isSane(sent) ? sent : prefix + "-" + Long.toString(made.incrementAndGet(), Character.MAX_RADIX);
    }

    /** UUIDs, hexadecimal and Base64 of any dialect, and what people type. It goes to logs, so nothing that could end a line. */
    private static boolean isSane(String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && "-_.:/+=@~".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
