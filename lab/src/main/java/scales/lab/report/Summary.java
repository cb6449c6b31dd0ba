package scales.lab.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The report in short, for a terminal. */
public final class Summary {
    private static final int MOST_NODES = 6;

    private Summary() {}

    public static String of(Experiment experiment) {
        StringBuilder text = new StringBuilder(aligned(Table.ofMeasures(experiment)));
        if (experiment.nodes().size() <= MOST_NODES) {
            text.append('\n').append(aligned(Table.ofShares(experiment)));
        }
        text.append('\n');
        Verdict.of(experiment).forEach(sentence -> text.append(sentence).append('\n'));
        experiment.hints().forEach(hint -> text.append("Beware: ").append(hint).append('\n'));
        return text.toString();
    }

    private static String aligned(Table table) {
        List<List<String>> lines = new java.util.ArrayList<>(List.of(table.head()));
        lines.addAll(table.rows());
        int[] widths = IntStream.range(0, table.head().size())
                .map(column -> lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0)).toArray();
        return lines.stream().map(line -> IntStream.range(0, widths.length)
                .mapToObj(column -> column == 0 ? String.format("%-" + widths[0] + "s", line.get(0)) : String.format("%" + widths[column] + "s", line.get(column)))
                .collect(Collectors.joining("  "))).collect(Collectors.joining("\n")) + "\n";
    }
}
