package scales.lab.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;

/** Writes a report's folder: {@code index.html}, {@code report.md}, {@code results.csv}, {@code results.json}, and each plot as SVG and PNG. */
public final class ReportWriter {
    private ReportWriter() {}

    /** @return the page to open */
    public static Path write(Experiment experiment, Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> drawn = new LinkedHashMap<>();
        for (Map.Entry<String, XYChart> plot : Plots.of(experiment).entrySet()) {
            String svg = svg(plot.getValue());
            drawn.put(plot.getKey(), svg);
            Files.writeString(folder.resolve(plot.getKey() + ".svg"), svg);
            Files.write(folder.resolve(plot.getKey() + ".png"), BitmapEncoder.getBitmapBytes(plot.getValue(), BitmapFormat.PNG));
        }
        Files.writeString(folder.resolve("report.md"), Markdown.of(experiment, drawn.keySet()));
        Files.writeString(folder.resolve("results.csv"), Csv.of(experiment));
        Files.writeString(folder.resolve("results.json"), Results.of(experiment));
        // Within a page, an SVG needs no declaration of its own.
        drawn.replaceAll((name, svg) -> svg.substring(svg.indexOf("<svg")));
        Path page = folder.resolve("index.html");
        Files.writeString(page, Html.of(experiment, drawn));
        return page;
    }

    private static String svg(XYChart chart) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        return out.toString(StandardCharsets.UTF_8);
    }
}
