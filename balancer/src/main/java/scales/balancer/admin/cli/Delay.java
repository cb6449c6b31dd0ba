package scales.balancer.admin.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as HAProxy's command line takes them: a number, and a unit or seconds. */
final class Delay {
    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,9})(ms|[smhd]?)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1), "", Duration.ofSeconds(1), "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
    /** HAProxy's own, and what its timers can hold. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private Delay() {}

    /** @throws Refused unless it is more than nothing and at most 24 days */
    static Duration parse(String text) {
        Matcher matcher = NUMBER_AND_UNIT.matcher(text);
        if (!matcher.matches()) {
            throw new Refused("Invalid timeout value.");
        }
        Duration delay = UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
        if (delay.isZero() || delay.compareTo(LONGEST) > 0) {
            throw new Refused("Invalid timeout value.");
        }
        return delay;
    }
}
