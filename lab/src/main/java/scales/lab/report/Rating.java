package scales.lab.report;

import java.util.List;
import java.util.stream.IntStream;

/** In what a verdict compares strategies, such that a difference means the same at every size. */
enum Rating {
    ERRORS("Errors", Measure.ERROR_RATE, false),
    MEAN("Mean latency", Measure.MEAN, false),
    P99("p99 latency", Measure.P99, false),
    THROUGHPUT("Throughput", Measure.THROUGHPUT, true);

    /** Of what histograms keep, and so of ratios. */
    private static final double RESOLUTION = 1e-3;

    private final String title;
    private final Measure measure;
    private final boolean moreIsBetter;

    Rating(String title, Measure measure, boolean moreIsBetter) {
        this.title = title;
        this.measure = measure;
        this.moreIsBetter = moreIsBetter;
    }

    String title() {
        return title;
    }

    Measure measure() {
        return measure;
    }

    boolean moreIsBetter() {
        return moreIsBetter;
    }

    /** What a block lacks that has no score. */
    String missing() {
        return switch (this) {
            case ERRORS, THROUGHPUT -> "no requests";
            case MEAN -> "no answers";
            case P99 -> "fewer than " + Block.fewestAnswers(99) + " answers";
        };
    }

    /** Whether differences of scores are logarithms of ratios. */
    boolean isRatio() {
        return this != ERRORS;
    }

    /** @return NaN when nobody knows */
    double score(Block block) {
        return switch (this) {
            case ERRORS -> measure.of(block) / 100;
            // Half an answer more, as there may have been none, which has no logarithm.
            case THROUGHPUT -> StrictMath.log((block.answeredInTime() + 0.5) / block.seconds());
            case MEAN, P99 -> StrictMath.log(Math.max(RESOLUTION, measure.of(block)));
        };
    }

    /**
     * Standard deviation that the differences of scores have at least. In a few blocks counts agree by chance, say one error in
     * each, and then look as if they had to.
     */
    double leastSpread(List<Block> ones, List<Block> others) {
        return switch (this) {
            case ERRORS -> ofChance(ones, others);
            case THROUGHPUT -> Math.max(RESOLUTION, 1 / (0.5 + Math.min(answers(ones), answers(others))));
            case MEAN, P99 -> RESOLUTION;
        };
    }

    private static double answers(List<Block> blocks) {
        return blocks.stream().mapToLong(Block::answeredInTime).average().orElse(0);
    }

    /** Of requests that fail independently of one another, all with the same probability: the binomial distribution's. */
    private static double ofChance(List<Block> ones, List<Block> others) {
        double failed = failed(ones) + failed(others);
        double rate = failed / (failed + answered(ones) + answered(others));
        double each = IntStream.range(0, ones.size())
                .mapToDouble(i -> 1.0 / ones.get(i).requests() + 1.0 / others.get(i).requests()).average().orElse(0);
        return Math.sqrt(rate * (1 - rate) * each);
    }

    private static double failed(List<Block> blocks) {
        return blocks.stream().mapToLong(Block::failed).sum();
    }

    private static double answered(List<Block> blocks) {
        return blocks.stream().mapToLong(Block::answered).sum();
    }
}
