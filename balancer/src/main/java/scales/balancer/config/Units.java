package scales.balancer.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them. */
public final class Units {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,9})([a-zA-Z]*)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> BYTES = Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Units() {}

    /** {@code 250ms}, {@code 2s}, {@code 10m}, {@code 1h}. */
    public static Duration duration(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches() || !MILLIS.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException("expected a duration such as 250ms, 2s, 10m or 1h, got '" + text + "'");
        }
        return Duration.ofMillis(Long.parseLong(matcher.group(1)) * MILLIS.get(matcher.group(2)));
    }

    /** {@code 512KiB}, {@code 32MiB}, {@code 1GiB}, or plain bytes. */
    static long bytes(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches() || !BYTES.containsKey(matcher.group(2))) {
            throw new IllegalArgumentException("expected a size such as 512KiB, 32MiB or 1GiB, got '" + text + "'");
        }
        return Long.parseLong(matcher.group(1)) * BYTES.get(matcher.group(2));
    }

    /** A value as people would write it. */
    static String text(Object value) {
        if (!(value instanceof Duration duration)) {
            return String.valueOf(value);
        }
        long millis = duration.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }
}
