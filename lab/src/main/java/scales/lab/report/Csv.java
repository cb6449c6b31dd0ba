package scales.lab.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One row a block and strategy, for a spreadsheet. What nobody knows is empty. */
final class Csv {
    private Csv() {}

    static String of(Experiment experiment) {
        List<String> nodes = experiment.nodes();
        StringBuilder text = new StringBuilder("strategy,block,requests");
        for (Measure measure : Measure.values()) {
            text.append(',').append(measure.field());
        }
        nodes.forEach(node -> text.append(",requests_").append(node));
        text.append('\n');
        for (Block block : experiment.blocks()) {
            text.append(block.strategy()).append(',').append(block.number()).append(',').append(block.requests());
            for (Measure measure : Measure.values()) {
                double value = measure.of(block);
                text.append(Double.isNaN(value) ? "," : String.format(Locale.ROOT, ",%.3f", value));
            }
            text.append(nodes.stream().map(node -> "," + block.nodes().getOrDefault(node, new Block.PerNode(0, 0)).requests())
                    .collect(Collectors.joining())).append('\n');
        }
        return text.toString();
    }
}
