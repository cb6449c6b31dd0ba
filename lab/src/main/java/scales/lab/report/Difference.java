package scales.lab.report;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** A difference in words, with as many digits as show it. */
final class Difference {
    private static final int MOST_DIGITS = 6;

    private Difference() {}

    /** Such as {@code higher by 30 % (95 %: 22 to 39 %)}. Scores that are shares differ by percentage points. */
    static String text(Rating rating, PairedTest test) {
        double sign = Math.signum(test.mean());
        double[] percent = DoubleStream.of(test.mean(), sign > 0 ? test.low() : test.high(), sign > 0 ? test.high() : test.low())
                .map(score -> 100 * Math.abs(rating.isRatio() ? StrictMath.expm1(score) : score)).toArray();
        String unit = rating.isRatio() ? "%" : "percentage points";
        int digits = digits(percent);
        while (digits < MOST_DIGITS && rounded(percent[1], digits).equals(rounded(percent[2], digits))) {
            digits++;
        }
        return String.format(Locale.ROOT, "%s by %s %s (95 %%: %s to %s %s)", sign > 0 ? "higher" : "lower", rounded(percent[0], digits), unit,
                rounded(percent[1], digits), rounded(percent[2], digits), unit);
    }

    /** Two that count of the smallest. */
    private static int digits(double... values) {
        double least = DoubleStream.of(values).filter(value -> value > 0).min().orElse(1);
        return (int) Math.min(MOST_DIGITS, Math.max(0, 1 - StrictMath.floor(StrictMath.log10(least))));
    }

    private static String rounded(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
