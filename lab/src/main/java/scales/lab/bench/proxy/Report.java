package scales.lab.bench.proxy;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Puts what was measured into Markdown tables. Pure. */
final class Report {
    private static final String BASE = "haproxy";

    /** @param startMillis CPU time until the first request was served; 0 for the origin itself */
    record Entry(String name, String version, long startMillis) {}

    private final List<Entry> entries;
    private final Results results;
    private final String circumstances;

    /** @param circumstances rounds, length, places */
    Report(List<Entry> entries, Results results, String circumstances) {
        this.entries = entries;
        this.results = results;
        this.circumstances = circumstances;
    }

    String markdown() {
        StringBuilder text = new StringBuilder("CPU time of the proxy's process for each request, and latency, as medians of rounds; ")
                .append(circumstances).append(". Ratios to ").append(BASE).append(" are those of the same round.\n\n")
                .append("| body | connections | proxy | CPU us | to ").append(BASE).append(" | requests/s | p50 ms | p99 ms | requests |\n")
                .append("|---|---:|---|---:|---:|---:|---:|---:|---:|\n");
        results.cells().stream().filter(cell -> !cell.isOpen()).forEach(cell ->
                entries.forEach(entry -> text.append(closed(cell, entry.name()))));
        results.cells().stream().filter(Cell::isOpen).forEach(cell -> text.append(open(cell)));
        text.append("\n| proxy | CPU ms from start to first served request | version |\n|---|---:|---|\n");
        entries.stream().filter(entry -> !entry.name().equals(Contender.DIRECT)).forEach(entry ->
                text.append("| %s | %d | %s |%n".formatted(entry.name(), entry.startMillis(), entry.version())));
        return text.toString();
    }

    private String closed(Cell cell, String name) {
        boolean proxied = !name.equals(Contender.DIRECT);
        return "| %s | %d | %s | %s | %s | %s | %s | %s | %d |%n".formatted(cell.body(), cell.connections(), name,
                proxied ? decimal("%.1f", results.median(cell, name, Sample::cpuMicros), 1) : "-",
                proxied ? decimal("%.2f", results.ratio(cell, name, BASE, Sample::cpuMicros), 1) : "-",
                decimal("%.0f", results.median(cell, name, Sample::perSecond), 1),
                decimal("%.2f", results.median(cell, name, Sample::p50Micros), 1_000),
                decimal("%.2f", results.median(cell, name, Sample::p99Micros), 1_000),
                results.of(cell, name).stream().mapToLong(Sample::requests).sum());
    }

    private String open(Cell cell) {
        StringBuilder text = new StringBuilder("\nLatency of %s, by the clock:%n%n".formatted(cell))
                .append("| proxy | p50 ms | p99 ms | p50 over direct | p99 over direct | CPU us |\n|---|---:|---:|---:|---:|---:|\n");
        for (Entry entry : entries) {
            String name = entry.name();
            boolean proxied = !name.equals(Contender.DIRECT);
            text.append("| %s | %s | %s | %s | %s | %s |%n".formatted(name,
                    decimal("%.2f", results.median(cell, name, Sample::p50Micros), 1_000),
                    decimal("%.2f", results.median(cell, name, Sample::p99Micros), 1_000),
                    proxied ? decimal("%.2f", results.difference(cell, name, Contender.DIRECT, Sample::p50Micros), 1_000) : "-",
                    proxied ? decimal("%.2f", results.difference(cell, name, Contender.DIRECT, Sample::p99Micros), 1_000) : "-",
                    proxied ? decimal("%.1f", results.median(cell, name, Sample::cpuMicros), 1) : "-"));
        }
        return text.toString();
    }

    private static String decimal(String format, OptionalDouble value, double unit) {
        return value.isEmpty() || !Double.isFinite(value.getAsDouble()) ? "-" : String.format(Locale.ROOT, format, value.getAsDouble() / unit);
    }
}
