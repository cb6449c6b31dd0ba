package scales.lab.report;

import java.util.List;
import java.util.Map;

/** The report as one page that needs nothing else: its plots are within it. */
final class Html {
    private static final String HEAD = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title><style>
            body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:1rem auto;padding:0 1rem;color:#1c2733;background:#fff}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.25rem .6rem;text-align:right;border-bottom:1px solid #d8dee5}
            th:first-child{text-align:left}thead th{color:#5c6b7a;font-size:.85rem}.wide{overflow-x:auto}svg{max-width:100%%;min-width:40rem;height:auto}
            .verdict{background:#eaf3fb;border-left:4px solid #1f6fb2;padding:.5rem 1rem}.hint{background:#fdf0c4;padding:.4rem 1rem;border-radius:.3rem}
            code{background:#eef1f4;padding:.1rem .3rem;white-space:pre-wrap;overflow-wrap:anywhere}figure{margin:1rem 0;overflow-x:auto}
            </style></head><body>
            """;

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** @param plots SVG by name */
    static String of(Experiment experiment, Map<String, String> plots) {
        StringBuilder page = new StringBuilder(String.format(HEAD, escaped(experiment.title())));
        page.append("<h1>").append(escaped(experiment.title())).append("</h1>\n");
        if (!experiment.complete()) {
            page.append("<p class=\"hint\">It was stopped before its end; this is what had been measured.</p>\n");
        }
        page.append("<h2>Verdict</h2><div class=\"verdict\">");
        Verdict.of(experiment).forEach(sentence -> page.append("<p>").append(escaped(sentence)).append("</p>"));
        page.append("</div>\n<p>").append(escaped(Verdict.method())).append("</p>\n");
        experiment.hints().forEach(hint -> page.append("<p class=\"hint\">").append(escaped(hint)).append("</p>\n"));
        page.append("<h2>Strategies</h2><p>").append(Table.ABOUT_MEASURES).append("</p>\n")
                .append(Table.ofMeasures(experiment).html())
                .append("<h2>Who got what</h2>\n").append(Table.ofShares(experiment).html());
        if (!experiment.happened().isEmpty()) {
            page.append("<h2>What happened, and what each strategy made of it</h2><p>").append(FaultEffects.ABOUT).append("</p>\n")
                    .append(Table.ofFaults(experiment).html());
        }
        if (!experiment.unreached().isEmpty()) {
            page.append("<p>Not reached within a block: ").append(escaped(experiment.unreached())).append(".</p>\n");
        }
        page.append("<h2>Plots</h2>\n");
        plots.values().forEach(svg -> page.append("<figure>").append(svg).append("</figure>\n"));
        page.append("<h2>How it was done</h2>").append(list(experiment.set()))
                .append("<p>Again: <code>").append(escaped(experiment.command())).append("</code></p>\n</body></html>\n");
        return page.toString();
    }

    private static String list(List<String> lines) {
        StringBuilder text = new StringBuilder("<ul>");
        lines.forEach(line -> text.append("<li>").append(escaped(line)));
        return text.append("</ul>\n").toString();
    }
}
