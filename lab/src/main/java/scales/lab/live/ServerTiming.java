package scales.lab.live;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a worker says of the time that a picture took it: the header {@code Server-Timing} (W3C), in milliseconds. */
final class ServerTiming {
    private static final Pattern WORK = Pattern.compile("(?:decode|scale|encode);dur=(\\d{1,9}(?:\\.\\d{1,9})?)");

    private ServerTiming() {}

    /** @return decoding, scaling and encoding together; 0 when nothing is said */
    static long workNanos(String header) {
        double millis = 0;
        Matcher part = WORK.matcher(header == null ? "" : header);
        while (part.find()) {
            millis += Double.parseDouble(part.group(1));
        }
        return Math.round(millis * 1e6);
    }
}
