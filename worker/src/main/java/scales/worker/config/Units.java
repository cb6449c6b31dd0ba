package scales.worker.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** Reads amounts with their unit: {@code 250ms}, {@code 1.5s}, {@code 10m}; {@code 32MiB}, {@code 512kB}. */
final class Units {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s*([A-Za-z]*)");
    private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);
    private static final Map<String, Long> BYTES = Map.of(
            "", 1L, "b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L,
            "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);

    private Units() {}

    static Duration duration(String text) {
        return Duration.ofMillis(read(text, MILLIS, "a time such as 250ms, 2s or 10m"));
    }

    static Long bytes(String text) {
        return read(text, BYTES, "a size such as 32MiB, 512kB or 1000000");
    }

    private static long read(String text, Map<String, Long> units, String expected) {
        Matcher amount = AMOUNT.matcher(text.strip());
        Long unit = amount.matches() ? units.get(amount.group(2).toLowerCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new TypeConversionException("expected " + expected + ", got '" + text + "'");
        }
        return new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    }
}
