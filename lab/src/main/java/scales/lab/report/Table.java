package scales.lab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of text, for whoever writes them down. */
record Table(List<String> head, List<List<String>> rows) {

    static final String ABOUT_MEASURES = "Requests are of all blocks; everything else is a mean over blocks, in brackets with its 95 % interval (bootstrap over blocks).";

    /** One row a strategy: every measure, with its interval. */
    static Table ofMeasures(Experiment experiment) {
        List<String> head = new ArrayList<>(List.of("strategy", "requests"));
        for (Measure measure : Measure.values()) {
            head.add(measure.head());
        }
        List<List<String>> rows = experiment.strategies().stream().map(strategy -> {
            List<String> row = new ArrayList<>(List.of(strategy,
                    Long.toString(experiment.of(strategy).stream().mapToLong(Block::requests).sum())));
            for (Measure measure : Measure.values()) {
                row.add(text(experiment.interval(strategy, measure), experiment.of(strategy).size()));
            }
            return row;
        }).toList();
        return new Table(head, rows);
    }

    /** One row a strategy: what part of the requests each node got, over all blocks. */
    static Table ofShares(Experiment experiment) {
        List<String> nodes = experiment.nodes();
        boolean many = nodes.size() > 20;
        List<String> head = new ArrayList<>(List.of("strategy"));
        head.addAll(many ? List.of("least % of a node", "median", "most") : nodes.stream().map(node -> node + " %").toList());
        List<List<String>> rows = experiment.strategies().stream().map(strategy -> {
            List<String> row = new ArrayList<>(List.of(strategy));
            List<Double> shares = nodes.stream().map(node -> share(experiment.of(strategy), node)).toList();
            (many ? spread(shares) : shares).forEach(share -> row.add(share.isNaN() ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share)));
            return row;
        }).toList();
        return new Table(head, rows);
    }

    private static double share(List<Block> blocks, String node) {
        long its = blocks.stream().mapToLong(block -> block.nodes().getOrDefault(node, new Block.PerNode(0, 0)).requests()).sum();
        long all = blocks.stream().mapToLong(Block::answered).sum();
        return all == 0 ? Double.NaN : (double) its / all;
    }

    private static List<Double> spread(List<Double> shares) {
        List<Double> sorted = shares.stream().sorted().toList();
        return List.of(sorted.get(0), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }

    static Table ofFaults(Experiment experiment) {
        List<String> head = new ArrayList<>(List.of("what happened"));
        head.addAll(experiment.strategies());
        List<FaultEffects.Effect> effects = FaultEffects.of(experiment);
        int width = experiment.strategies().size();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < effects.size(); i += width) {
            List<String> row = new ArrayList<>(List.of(effects.get(i).fault()));
            effects.subList(i, i + width).forEach(effect -> row.add(effect.text()));
            rows.add(row);
        }
        return new Table(head, rows);
    }

    /** {@code 12.3 (12.1–12.6)}, or the number alone where its interval has no width to be seen; not every block has one. */
    private static String text(Bootstrap.Interval interval, int blocks) {
        String low = Measure.number(interval.low());
        String high = Measure.number(interval.high());
        return Measure.number(interval.mean()) + (low.equals(high) ? "" : " (" + low + "–" + high + ")")
                + (interval.blocks() == 0 || interval.blocks() == blocks ? "" : " in " + interval.blocks() + " of " + blocks + " blocks");
    }

    String html() {
        StringBuilder text = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
        head.forEach(column -> text.append("<th scope=\"col\">").append(Html.escaped(column)));
        text.append("</thead><tbody>");
        for (List<String> row : rows) {
            text.append("<tr><th scope=\"row\">").append(Html.escaped(row.get(0)));
            row.stream().skip(1).forEach(cell -> text.append("<td>").append(Html.escaped(cell)));
        }
        return text.append("</tbody></table></div>\n").toString();
    }
}
