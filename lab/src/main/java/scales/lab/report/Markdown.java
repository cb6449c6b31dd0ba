package scales.lab.report;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The report to paste elsewhere; its plots are files beside it. */
final class Markdown {
    /** What means something within a line, by CommonMark 0.31 and GitHub's tables. */
    private static final Pattern INLINE = Pattern.compile("[\\\\`*_\\[\\]<>|~&]");
    /** What makes a heading, a list or a rule of a line that begins with it. */
    private static final Pattern BEGINNING = Pattern.compile("^(\\d*)([#=]|[-+.)](?= |$)|-(?=-))");

    private Markdown() {}

    static String of(Experiment experiment, Set<String> plots) {
        StringBuilder text = new StringBuilder("# ").append(escaped(experiment.title())).append("\n\n");
        if (!experiment.complete()) {
            text.append("It was stopped before its end; this is what had been measured.\n\n");
        }
        text.append("## Verdict\n\n");
        Verdict.of(experiment).forEach(sentence -> text.append("- ").append(escaped(sentence)).append('\n'));
        experiment.hints().forEach(hint -> text.append("- Beware: ").append(escaped(hint)).append('\n'));
        text.append('\n').append(Verdict.method()).append("\n\n## Strategies\n\n").append(Table.ABOUT_MEASURES).append("\n\n")
                .append(table(Table.ofMeasures(experiment)))
                .append("\n## Who got what\n\n").append(table(Table.ofShares(experiment)));
        if (!experiment.happened().isEmpty()) {
            text.append("\n## What happened, and what each strategy made of it\n\n").append(FaultEffects.ABOUT).append("\n\n")
                    .append(table(Table.ofFaults(experiment)));
        }
        if (!experiment.unreached().isEmpty()) {
            text.append("\nNot reached within a block: ").append(escaped(experiment.unreached())).append(".\n");
        }
        text.append("\n## Plots\n\n");
        plots.forEach(plot -> text.append("![").append(plot).append("](").append(plot).append(".svg)\n"));
        text.append("\n## How it was done\n\n");
        experiment.set().forEach(line -> text.append("- ").append(escaped(line)).append('\n'));
        return text.append("\nAgain:\n\n").append(code(experiment.command())).toString();
    }

    private static String escaped(String text) {
        return BEGINNING.matcher(inline(text)).replaceFirst("$1\\\\$2");
    }

    private static String inline(String text) {
        return INLINE.matcher(text.strip().replaceAll("\\s+", " ")).replaceAll("\\\\$0");
    }

    /** Between fences that are longer than any of its own. */
    private static String code(String command) {
        int longest = Pattern.compile("`+").matcher(command).results().mapToInt(ticks -> ticks.group().length()).max().orElse(0);
        String fence = "`".repeat(Math.max(3, longest + 1));
        return fence + "sh\n" + command + "\n" + fence + "\n";
    }

    private static String table(Table table) {
        return row(table.head()) + "|" + "---|".repeat(table.head().size()) + "\n" + table.rows().stream().map(Markdown::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream().map(Markdown::inline).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
