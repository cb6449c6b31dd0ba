package scales.lab.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import scales.lab.report.Canvas.Point;
import scales.lab.report.Chart.Series;

/** The plots of a report, by name of file. */
final class Plots {
    /** What their files may be called, as an expression. */
    static final String NAMES = "latency|(?:mean|queue)-over-time|share-[A-Za-z0-9-]+";
    /** More parts of a whole are not told apart. */
    private static final int MOST_PARTS = 11;
    private static final List<Axis.Tick> PERCENTILES = List.of(new Axis.Tick(2, "50 %"), new Axis.Tick(10, "90 %"), new Axis.Tick(100, "99 %"),
            new Axis.Tick(1_000, "99.9 %"), new Axis.Tick(10_000, "99.99 %"), new Axis.Tick(100_000, "99.999 %"));

    private Plots() {}

    static Map<String, Chart> of(Experiment experiment) {
        Map<String, Chart> plots = new LinkedHashMap<>();
        plots.put("latency", latency(experiment));
        if (experiment.blocks().stream().anyMatch(block -> block.series().size() > 1)) {
            plots.put("mean-over-time", overTime(experiment, "Mean latency, second by second", "ms", Block.Second::meanMillis));
            if (experiment.blocks().stream().flatMap(block -> block.series().stream()).anyMatch(second -> second.waiting() > 0)) {
                plots.put("queue-over-time", overTime(experiment, "Requests waiting for a place", "requests", Block.Second::waiting));
            }
            experiment.strategies().forEach(strategy -> plots.put("share-" + fileName(strategy), share(experiment, strategy)));
        }
        return plots;
    }

    static String fileName(String strategy) {
        return strategy.replaceAll("[^A-Za-z0-9-]", "-");
    }

    /** Percentiles to the right, more nines on the way: where the tail is, there is room for it. */
    private static Chart latency(Experiment experiment) {
        List<Series> series = new ArrayList<>();
        for (String strategy : experiment.strategies()) {
            Histogram all = new Histogram(3_600_000_000L, 3);
            experiment.of(strategy).forEach(block -> all.add(block.latencyMicros()));
            List<Point> points = new ArrayList<>();
            for (double oneIn = 1.25; oneIn <= Math.max(10, all.getTotalCount() / 10.0); oneIn *= 1.1) {
                points.add(new Point(oneIn, Math.max(0.01, all.getValueAtPercentile(100 * (1 - 1 / oneIn)) / 1e3)));
            }
            series.add(new Series(strategy, all.getTotalCount() == 0 ? List.of() : points));
        }
        double last = points(series).mapToDouble(Point::x).max().orElse(10);
        Axis x = new Axis("of all requests were answered within", 1.25, last, true, PERCENTILES.stream().filter(tick -> tick.value() <= last).toList());
        Axis y = Axis.logarithmic("ms", points(series).mapToDouble(Point::y).min().orElse(1), points(series).mapToDouble(Point::y).max().orElse(10));
        return new Chart("Latency", x, y, false, series, List.of());
    }

    private static Chart overTime(Experiment experiment, String title, String unit, ToDoubleFunction<Block.Second> value) {
        List<Series> series = new ArrayList<>();
        for (String strategy : experiment.strategies()) {
            Map<Integer, List<Double>> bySecond = new TreeMap<>();
            experiment.of(strategy).forEach(block -> block.series().forEach(second ->
                    bySecond.computeIfAbsent(second.second(), fresh -> new ArrayList<>()).add(value.applyAsDouble(second))));
            series.add(new Series(strategy, bySecond.entrySet().stream().map(each -> new Point(each.getKey() + 0.5,
                    each.getValue().stream().mapToDouble(Double::doubleValue).filter(known -> !Double.isNaN(known)).average().orElse(Double.NaN))).toList()));
        }
        return new Chart(title, seconds(series), Axis.linear(unit, points(series).mapToDouble(Point::y).filter(height -> !Double.isNaN(height)).max().orElse(1)),
                false, series, experiment.happened());
    }

    private static Chart share(Experiment experiment, String strategy) {
        Map<Integer, Map<String, Long>> bySecond = new TreeMap<>();
        experiment.of(strategy).forEach(block -> block.series().forEach(second -> {
            Map<String, Long> counts = bySecond.computeIfAbsent(second.second(), fresh -> new LinkedHashMap<>());
            second.requests().forEach((node, count) -> counts.merge(node, count, Long::sum));
        }));
        List<String> nodes = experiment.nodes();
        List<Series> series = new ArrayList<>();
        nodes.stream().limit(MOST_PARTS).forEach(node -> series.add(new Series(node, shares(bySecond, List.of(node)))));
        if (nodes.size() > MOST_PARTS) {
            series.add(new Series("the others", shares(bySecond, nodes.subList(MOST_PARTS, nodes.size()))));
        }
        return new Chart("Share of each node under " + strategy, seconds(series), Axis.linear("% of answers", 100), true, series,
                experiment.happened());
    }

    /** Each second from its beginning to its end; one without answers has no shares. */
    private static List<Point> shares(Map<Integer, Map<String, Long>> bySecond, List<String> nodes) {
        return bySecond.entrySet().stream().flatMap(second -> {
            long all = second.getValue().values().stream().mapToLong(Long::longValue).sum();
            long own = nodes.stream().mapToLong(node -> second.getValue().getOrDefault(node, 0L)).sum();
            double percent = all == 0 ? Double.NaN : 100.0 * own / all;
            return Stream.of(new Point(second.getKey(), percent), new Point(second.getKey() + 1, percent));
        }).toList();
    }

    private static Axis seconds(List<Series> series) {
        double last = Math.ceil(points(series).mapToDouble(Point::x).max().orElse(1));
        Axis round = Axis.linear("s", last);
        return new Axis("s", 0, last, false, round.ticks().stream().filter(tick -> tick.value() <= last).toList());
    }

    private static Stream<Point> points(List<Series> series) {
        return series.stream().flatMap(each -> each.points().stream());
    }
}
