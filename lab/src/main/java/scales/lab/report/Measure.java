package scales.lab.report;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is told of every strategy. A value is NaN where nobody knows it. */
enum Measure {
    MEAN("mean", "ms", Block::meanMillis),
    P50("p50", "ms", block -> block.millisAt(50)),
    P95("p95", "ms", block -> block.millisAt(95)),
    P99("p99", "ms", block -> block.millisAt(99)),
    MAX("max", "ms", Block::maxMillis),
    SLOWDOWN("slowdown", "×", block -> block.slowdown().ratio()),
    THROUGHPUT("throughput", "/s", Block::throughput),
    ERRORS("errors", "", Block::failed),
    ERROR_RATE("error rate", "%", block -> 100 * block.errorRate()),
    RETRIES("retries", "", Block::retries),
    MOVED("moved clients", "", Block::moved);

    private final String word;
    private final String unit;
    private final ToDoubleFunction<Block> of;

    Measure(String word, String unit, ToDoubleFunction<Block> of) {
        this.word = word;
        this.unit = unit;
        this.of = of;
    }

    /** For the head of a column that people read. */
    String head() {
        return unit.isEmpty() ? word : word + " " + unit;
    }

    /** For programs. */
    String field() {
        return word.replace(' ', '_') + switch (unit) {
            case "ms" -> "_ms";
            case "%" -> "_percent";
            default -> "";
        };
    }

    double of(Block block) {
        return of.applyAsDouble(block);
    }

    /** With its unit. */
    String text(double value) {
        return (number(value) + " " + unit).strip();
    }

    /** With as many digits as mean something; {@code -} when nobody knows. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, value < 0.1 ? "%.3f" : value < 10 ? "%.2f" : "%.1f", value);
    }
}
