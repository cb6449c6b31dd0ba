package scales.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart.
 *
 * @param title of the whole, with its unit
 * @param low   value at its beginning
 * @param high  value at its end
 * @param ticks where it has a number, or whatever says what is there
 */
record Axis(String title, double low, double high, boolean logarithmic, List<Tick> ticks) {
    private static final int MOST_TICKS = 8;

    record Tick(double value, String label) {}

    /** From 0 to at least that, in steps that people count in. */
    static Axis linear(String title, double most) {
        double least = Math.max(most, 1e-9) / MOST_TICKS;
        double power = StrictMath.pow(10, StrictMath.floor(StrictMath.log10(least)));
        double step = List.of(1.0, 2.0, 5.0, 10.0).stream().map(each -> each * power).filter(each -> each >= least * 0.999).findFirst().orElseThrow();
        int digits = (int) Math.max(0, -StrictMath.floor(StrictMath.log10(step * 1.001)));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; (i - 1) * step < most * 0.999; i++) {
            ticks.add(new Tick(i * step, i == 0 ? "0" : String.format(Locale.ROOT, "%,." + digits + "f", i * step)));
        }
        return new Axis(title, 0, ticks.get(ticks.size() - 1).value(), false, ticks);
    }

    /** Ticks at 1, 2 and 5 of every power of ten. */
    static Axis logarithmic(String title, double least, double most) {
        List<Tick> ticks = new ArrayList<>();
        for (int power = -3; power <= 9; power++) {
            for (int digit : new int[] {1, 2, 5}) {
                double value = Double.parseDouble(digit + "e" + power);
                ticks.add(new Tick(value, plain(value)));
            }
        }
        List<Tick> within = ticks.stream().filter(tick -> tick.value() >= least * 0.4 && tick.value() <= most * 2.5).toList();
        double low = within.stream().mapToDouble(Tick::value).filter(value -> value <= least).max().orElse(least);
        double high = within.stream().mapToDouble(Tick::value).filter(value -> value >= most && value > low).min().orElse(most * 2);
        return new Axis(title, low, high, true, within.stream().filter(tick -> tick.value() >= low && tick.value() <= high).toList());
    }

    /** @return 0 at its beginning to 1 at its end; what is beyond is at the end */
    double place(double value) {
        double within = Math.min(high, Math.max(low, value));
        return logarithmic
                ? (StrictMath.log10(within) - StrictMath.log10(low)) / (StrictMath.log10(high) - StrictMath.log10(low))
                : (within - low) / (high - low);
    }

    private static String plain(double value) {
        return value >= 1 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
    }
}
