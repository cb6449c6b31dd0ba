package scales.lab.bench.pictures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Puts what was measured into a Markdown table and what follows from it into sentences. Pure. */
final class Report {
    private final List<Engine> engines;
    private final List<Row> rows;
    private final int rounds;

    Report(List<Engine> engines, List<Row> rows, int rounds) {
        this.engines = engines;
        this.rows = rows;
        this.rounds = rounds;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("CPU ms per picture on one thread, median of ").append(rounds).append(rounds == 1 ? " round" : " rounds")
                .append("; ours / its below 1 means that ours takes less. Each as its defaults are, so bytes and quality differ.\n\n")
                .append("| picture | scale | engine | CPU ms | ours / its | peak MB | bytes | PSNR dB | SSIM |\n")
                .append("|---|---|---|---:|---:|---:|---:|---:|---:|\n");
        rows.forEach(row -> text.append(line(row)));
        text.append('\n');
        engines.stream().skip(1).forEach(peer -> text.append(summary(peer.name())));
        text.append('\n');
        engines.forEach(engine -> text.append("- ").append(engine.name()).append(": ").append(engine.version()).append('\n'));
        return text.toString();
    }

    private String line(Row row) {
        Figures figures = row.figures();
        Quality quality = row.quality();
        return "| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n".formatted(
                row.job().picture().getFileName(), row.job().scale(), row.engine(),
                figures == null ? "-" : decimal("%.1f", figures.cpuMillis()),
                figures == null || ours(row) == null ? "-" : decimal("%.2f", ratio(row)),
                figures == null || figures.peakKilobytes() == 0 ? "-" : decimal("%.0f", figures.peakKilobytes() / 1024.0),
                figures == null ? "-" : Long.toString(figures.bytes()),
                quality == null ? "-" : decimal("%.2f", quality.psnr()),
                quality == null ? "-" : decimal("%.4f", quality.ssim()));
    }

    private String summary(String peer) {
        List<Row> both = new ArrayList<>(rows);
        both.removeIf(row -> !row.engine().equals(peer) || row.figures() == null || ours(row) == null);
        if (both.isEmpty()) {
            return "Ours / " + peer + ": nothing that both can resize.\n";
        }
        double mean = Math.exp(both.stream().mapToDouble(row -> Math.log(ratio(row))).average().orElseThrow());
        Row worst = both.stream().max(Comparator.comparingDouble(this::ratio)).orElseThrow();
        return "Ours / %s: geometric mean %s over %d %s, worst %s (%s).%n".formatted(
                peer, decimal("%.2f", mean), both.size(), both.size() == 1 ? "case" : "cases", decimal("%.2f", ratio(worst)), worst.job());
    }

    private double ratio(Row row) {
        return ours(row).cpuMillis() / row.figures().cpuMillis();
    }

    private Figures ours(Row row) {
        return rows.stream().filter(other -> other.engine().equals(Engine.OURS) && other.job().equals(row.job()))
                .findFirst().map(Row::figures).orElse(null);
    }

    private static String decimal(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
