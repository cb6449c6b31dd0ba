package scales.lab.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Writes a report's folder: {@code index.html}, {@code report.md}, {@code results.csv}, {@code results.json}, and each plot as SVG and PNG. */
public final class ReportWriter {
    private static final String PAGE_TO_PASTE = "report.md";
    private static final Pattern PLOT = Pattern.compile("(?m)^!\\[(" + Plots.NAMES + ")]\\(\\1\\.svg\\)$");

    private ReportWriter() {}

    /** @return the page to open */
    public static Path write(Experiment experiment, Path folder) throws IOException {
        Files.createDirectories(folder);
        removePlots(folder.resolve(PAGE_TO_PASTE));
        Map<String, String> drawn = new LinkedHashMap<>();
        for (Map.Entry<String, Chart> plot : Plots.of(experiment).entrySet()) {
            String svg = svg(plot.getValue());
            drawn.put(plot.getKey(), svg);
            Files.writeString(folder.resolve(plot.getKey() + ".svg"), svg);
            Files.write(folder.resolve(plot.getKey() + ".png"), png(plot.getValue()));
        }
        Files.writeString(folder.resolve(PAGE_TO_PASTE), Markdown.of(experiment, drawn.keySet()));
        Files.writeString(folder.resolve("results.csv"), Csv.of(experiment));
        Files.writeString(folder.resolve("results.json"), Results.of(experiment));
        Path page = folder.resolve("index.html");
        Files.writeString(page, Html.of(experiment, drawn));
        return page;
    }

    /** Those of an earlier report in that folder, which would stand beside this one's. Files that it does not name are somebody else's. */
    private static void removePlots(Path page) throws IOException {
        if (!Files.isRegularFile(page)) {
            return;
        }
        for (MatchResult plot : PLOT.matcher(Files.readString(page, StandardCharsets.ISO_8859_1)).results().toList()) {
            Files.deleteIfExists(page.resolveSibling(plot.group(1) + ".svg"));
            Files.deleteIfExists(page.resolveSibling(plot.group(1) + ".png"));
        }
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
