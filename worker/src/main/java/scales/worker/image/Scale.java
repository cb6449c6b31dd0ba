package scales.worker.image;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * How much larger a picture is to become. Decimal, since a float would make 4.35 times 100 come out as 434.
 */
public record Scale(BigDecimal factor) {
    private static final Pattern GRAMMAR = Pattern.compile("[0-9]+(\\.[0-9]*)?|\\.[0-9]+");
    private static final int DIGITS = 32;

    public static Scale parse(String text) throws Refused {
        if (text.length() > DIGITS + 1 || !GRAMMAR.matcher(text).matches() || digits(text) > DIGITS) {
            throw new Refused("scale", "scale must be a decimal number such as 0.5, at most 32 digits");
        }
        BigDecimal factor = new BigDecimal(text.startsWith(".") ? "0" + text : text);
        if (factor.signum() == 0) {
            throw new Refused("scale", "scale must be greater than 0");
        }
        return new Scale(factor);
    }

    private static int digits(String decimal) {
        return decimal.indexOf('.') < 0 ? decimal.length() : decimal.length() - 1;
    }

    /** @return {@code max(1, round half up(side x scale))}, or {@link Integer#MAX_VALUE} when it does not fit */
    public int of(int side) {
        BigDecimal scaled = factor.multiply(BigDecimal.valueOf(side)).setScale(0, RoundingMode.HALF_UP);
        return scaled.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) >= 0
                ? Integer.MAX_VALUE
                : Math.max(1, scaled.intValue());
    }
}
