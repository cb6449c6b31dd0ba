package scales.lab.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a report's folder: {@code index.html}, {@code report.md}, {@code results.csv}, {@code results.json}, and each plot as SVG and PNG. */
public final class ReportWriter {
    private ReportWriter() {}

    /** @return the page to open */
    public static Path write(Experiment experiment, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> drawn = new LinkedHashMap<>();
        for (Map.Entry<String, Chart> plot : Plots.of(experiment).entrySet()) {
            String svg = svg(plot.getValue());
            drawn.put(plot.getKey(), svg);
            Files.writeString(folder.resolve(plot.getKey() + ".svg"), svg);
            Files.write(folder.resolve(plot.getKey() + ".png"), png(plot.getValue()));
        }
        Files.writeString(folder.resolve("report.md"), Markdown.of(experiment, drawn.keySet()));
        Files.writeString(folder.resolve("results.csv"), Csv.of(experiment));
        Files.writeString(folder.resolve("results.json"), Results.of(experiment));
        Path page = folder.resolve("index.html");
        Files.writeString(page, Html.of(experiment, drawn));
        return page;
    }

    private static String svg(Chart chart) {
        SvgCanvas canvas = new SvgCanvas(Chart.WIDTH, Chart.HEIGHT);
        chart.draw(canvas);
        return canvas.svg();
    }

    private static byte[] png(Chart chart) throws IOException {
        PngCanvas canvas = new PngCanvas(Chart.WIDTH, Chart.HEIGHT);
        chart.draw(canvas);
        return canvas.png();
    }
}
