package scales.lab.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The plots of a report, by name of file. */
final class Plots {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 380;
    private static final int MOST_LINES = 12;
    /** Okabe and Ito's palette, told apart by colour-blind readers as well, and some more. */
    private static final Color[] COLOURS = {
        new Color(0x0072b2), new Color(0xe69f00), new Color(0x009e73), new Color(0xcc79a7), new Color(0xd55e00), new Color(0x56b4e9),
        new Color(0xb9a800), new Color(0x7f7f7f), new Color(0x5a4fcf), new Color(0x8c564b), new Color(0x17becf), new Color(0x98df8a)
    };

    private Plots() {}

    static Map<String, XYChart> of(Experiment experiment) {
        Map<String, XYChart> plots = new LinkedHashMap<>();
        plots.put("latency", latency(experiment));
        if (experiment.blocks().stream().anyMatch(block -> block.series().size() > 1)) {
            plots.put("mean-over-time", overTime(experiment, "Mean latency over time", "ms", Block.Second::meanMillis));
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
    private static XYChart latency(Experiment experiment) {
        XYChart chart = chart("Latency: this part of the requests took longer", "part of requests that took longer, 1 in …", "ms");
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        for (String strategy : experiment.strategies()) {
            Histogram all = new Histogram(3_600_000_000L, 3);
            experiment.of(strategy).forEach(block -> all.add(block.latencyMicros()));
            List<Double> oneIn = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            for (double each = 2; each <= Math.max(10, all.getTotalCount()); each *= 1.25) {
                oneIn.add(each);
                millis.add(Math.max(0.01, all.getValueAtPercentile(100 * (1 - 1 / each)) / 1e3));
            }
            add(chart, strategy, oneIn, millis);
        }
        return chart;
    }

    private static XYChart overTime(Experiment experiment, String title, String unit, ToDoubleFunction<Block.Second> value) {
        XYChart chart = chart(title, "s", unit);
        for (String strategy : experiment.strategies()) {
            Map<Integer, List<Double>> bySecond = new TreeMap<>();
            experiment.of(strategy).forEach(block -> block.series().forEach(second ->
                    bySecond.computeIfAbsent(second.second(), fresh -> new ArrayList<>()).add(value.applyAsDouble(second))));
            add(chart, strategy, bySecond.keySet().stream().map(Integer::doubleValue).toList(),
                    bySecond.values().stream().map(each -> each.stream().mapToDouble(Double::doubleValue).average().orElse(0)).toList());
        }
        return chart;
    }

    private static XYChart share(Experiment experiment, String strategy) {
        XYChart chart = chart("Share of requests under " + strategy, "s", "%");
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
        Map<Integer, Map<String, Long>> bySecond = new TreeMap<>();
        experiment.of(strategy).forEach(block -> block.series().forEach(second -> second.requests().forEach((node, count) ->
                bySecond.computeIfAbsent(second.second(), fresh -> new LinkedHashMap<>()).merge(node, count, Long::sum))));
        List<Double> seconds = bySecond.keySet().stream().map(Integer::doubleValue).toList();
        experiment.nodes().stream().limit(MOST_LINES).forEach(node -> add(chart, node, seconds, bySecond.values().stream()
                .map(counts -> 100.0 * counts.getOrDefault(node, 0L) / counts.values().stream().mapToLong(Long::longValue).sum()).toList()));
        return chart;
    }

    private static XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        chart.getStyler().setSeriesColors(COLOURS);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartTitleBoxVisible(false);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        return chart;
    }

    private static void add(XYChart chart, String name, List<Double> x, List<Double> y) {
        if (!x.isEmpty()) {
            chart.addSeries(name, x, y).setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2f));
        }
    }
}
