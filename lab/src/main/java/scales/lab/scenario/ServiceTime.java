package scales.lab.scenario;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long a request keeps a slot of a node of speed 1 busy. Every kind knows its mean and its coefficient of variation, so
 * that theory can be asked.
 */
public sealed interface ServiceTime {

    /** @return nanoseconds, at least 0 */
    long draw(RandomGenerator random);

    double meanNanos();

    /** Squared coefficient of variation: variance / mean². */
    double variability();

    /** As {@link #parse} takes it. */
    String text();

    record Fixed(Duration mean) implements ServiceTime {
        @Override
        public long draw(RandomGenerator random) {
            return mean.toNanos();
        }

        @Override
        public double meanNanos() {
            return mean.toNanos();
        }

        @Override
        public double variability() {
            return 0;
        }

        @Override
        public String text() {
            return "fixed " + Durations.text(mean);
        }
    }

    record Exponential(Duration mean) implements ServiceTime {
        @Override
        public long draw(RandomGenerator random) {
            return Math.round(-Math.log(1 - random.nextDouble()) * mean.toNanos());
        }

        @Override
        public double meanNanos() {
            return mean.toNanos();
        }

        @Override
        public double variability() {
            return 1;
        }

        @Override
        public String text() {
            return "exponential " + Durations.text(mean);
        }
    }

    record Uniform(Duration least, Duration most) implements ServiceTime {
        @Override
        public long draw(RandomGenerator random) {
            return Math.round(least.toNanos() + random.nextDouble() * (most.toNanos() - least.toNanos()));
        }

        @Override
        public double meanNanos() {
            return (least.toNanos() + most.toNanos()) / 2.0;
        }

        @Override
        public double variability() {
            double width = most.toNanos() - least.toNanos();
            return width * width / 12 / (meanNanos() * meanNanos());
        }

        @Override
        public String text() {
            return "uniform " + Durations.text(least) + " " + Durations.text(most);
        }
    }

    /** Long-tailed as the work of a mixed load is. @param sigma of the logarithm; 1 gives a variability of e − 1 */
    record LogNormal(Duration mean, double sigma) implements ServiceTime {
        @Override
        public long draw(RandomGenerator random) {
            return Math.round(mean.toNanos() * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2));
        }

        @Override
        public double meanNanos() {
            return mean.toNanos();
        }

        @Override
        public double variability() {
            return Math.expm1(sigma * sigma);
        }

        @Override
        public String text() {
            return "lognormal " + Durations.text(mean) + " " + sigma;
        }
    }

    /** Drawn from what was measured, each as likely as the others. */
    record Recorded(List<Long> nanos, String source) implements ServiceTime {
        @Override
        public long draw(RandomGenerator random) {
            return nanos.get(random.nextInt(nanos.size()));
        }

        @Override
        public double meanNanos() {
            return nanos.stream().mapToLong(Long::longValue).average().orElseThrow();
        }

        @Override
        public double variability() {
            double mean = meanNanos();
            return nanos.stream().mapToDouble(each -> (each - mean) * (each - mean)).average().orElseThrow() / (mean * mean);
        }

        @Override
        public String text() {
            return "recorded " + source;
        }
    }

    /**
     * Reads {@code fixed 20ms}, {@code exponential 20ms}, {@code uniform 5ms 50ms} or {@code lognormal 20ms 1.0}.
     *
     * @throws IllegalArgumentException with a sentence
     */
    static ServiceTime parse(String text) {
        String[] words = text.strip().split("\\s+");
        String form = words[0] + " " + (words.length - 1);
        return switch (form) {
            case "fixed 1" -> new Fixed(Durations.parse(words[1]));
            case "exponential 1" -> new Exponential(Durations.parse(words[1]));
            case "uniform 2" -> uniform(Durations.parse(words[1]), Durations.parse(words[2]));
            case "lognormal 2" -> new LogNormal(Durations.parse(words[1]), sigma(words[2]));
            default -> throw new IllegalArgumentException("expected 'fixed TIME', 'exponential TIME', 'uniform TIME TIME' or "
                    + "'lognormal TIME SIGMA', got '" + text + "'");
        };
    }

    private static ServiceTime uniform(Duration least, Duration most) {
        if (most.compareTo(least) < 0) {
            throw new IllegalArgumentException("uniform: the second time must not be less than the first");
        }
        return new Uniform(least, most);
    }

    private static double sigma(String text) {
        if (!text.matches("\\d(\\.\\d{1,3})?") || Double.parseDouble(text) > 3) {
            throw new IllegalArgumentException("lognormal: expected a sigma of 0 to 3, got '" + text + "'");
        }
        return Double.parseDouble(text);
    }
}
