package scales.lab.scenario;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 250ms}, {@code 20s}, {@code 1.5m}; a day at most. */
public final class Durations {
    public static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(us|ms|s|m|h)");

    private Durations() {}

    /** @throws IllegalArgumentException with a sentence */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("expected a time such as 250ms, 20s or 5m, got '" + text + "'");
        }
        double nanos = Double.parseDouble(form.group(1)) * nanos(form.group(2));
        if (nanos > LONGEST.toNanos()) {
            throw new IllegalArgumentException("expected 24h at most, got '" + text + "'");
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    private static double nanos(String unit) {
        return switch (unit) {
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3600e9;
        };
    }

    /** The shortest that {@link #parse} takes back. */
    public static String text(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos % 1_000_000_000L == 0) {
            return nanos / 1_000_000_000L + "s";
        }
        return nanos % 1_000_000L == 0 ? nanos / 1_000_000L + "ms" : nanos / 1_000L + "us";
    }
}
