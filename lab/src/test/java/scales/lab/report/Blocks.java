package scales.lab.report;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/** Blocks of ten seconds, and experiments of them. */
final class Blocks {
    private Blocks() {}

    static Experiment experiment(List<Block> blocks) {
        return new Experiment("test", List.of(), "", List.of(), List.of(), blocks, true);
    }

    static Block block(String strategy, int number, long failed, DoubleStream millis) {
        Histogram latency = new Histogram(3);
        millis.forEach(each -> latency.recordValue(Math.round(each * 1e3)));
        return new Block(strategy, number, 10, latency.getTotalCount(), latency, Map.of(), failed == 0 ? Map.of() : Map.of("503", failed), 0, 0,
                new Block.Slowdown(0, 0), new double[0], List.of());
    }

    /** All of the same latency. */
    static Block block(String strategy, int number, int answers, long failed, double millis) {
        return block(strategy, number, failed, DoubleStream.generate(() -> millis).limit(answers));
    }
}
