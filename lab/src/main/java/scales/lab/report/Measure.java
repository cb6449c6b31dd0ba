package scales.lab.report;

import java.util.function.ToDoubleFunction;

/** What is compared between strategies. */
enum Measure {
    MEAN("mean", "ms", Block::meanMillis),
    P50("p50", "ms", block -> block.millisAt(50)),
    P95("p95", "ms", block -> block.millisAt(95)),
    P99("p99", "ms", block -> block.millisAt(99)),
    MAX("max", "ms", Block::maxMillis),
    SLOWDOWN("slowdown", "×", block -> block.slowdown().ratio()),
    THROUGHPUT("throughput", "/s", Block::throughput),
    ERRORS("errors", "", Block::failed),
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

    String word() {
        return word;
    }

    String unit() {
        return unit;
    }

    double of(Block block) {
        return of.applyAsDouble(block);
    }
}
