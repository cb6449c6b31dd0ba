package scales.lab.report;

import java.util.Set;

/** The report to paste elsewhere; its plots are files beside it. */
final class Markdown {
    private Markdown() {}

    static String of(Experiment experiment, Set<String> plots) {
        StringBuilder text = new StringBuilder("# ").append(experiment.title()).append("\n\n");
        if (!experiment.complete()) {
            text.append("It was stopped before its end; this is what had been measured.\n\n");
        }
        text.append("## Verdict\n\n");
        Verdict.of(experiment).forEach(sentence -> text.append("- ").append(sentence).append('\n'));
        experiment.hints().forEach(hint -> text.append("- Beware: ").append(hint).append('\n'));
        text.append("\n").append(Verdict.method()).append("\n\n## Strategies\n\n").append(Table.ABOUT_MEASURES).append("\n\n")
                .append(Table.ofMeasures(experiment).markdown())
                .append("\n## Who got what\n\n").append(Table.ofShares(experiment).markdown());
        if (!experiment.faults().isEmpty()) {
            text.append("\n## What happened, and what each strategy made of it\n\nFive seconds before and after.\n\n")
                    .append(Table.ofFaults(experiment).markdown());
        }
        text.append("\n## Plots\n\n");
        plots.forEach(plot -> text.append("![").append(plot).append("](").append(plot).append(".svg)\n"));
        text.append("\n## How it was done\n\n");
        experiment.set().forEach(line -> text.append("- ").append(line).append('\n'));
        return text.append("\nAgain: `").append(experiment.command()).append("`\n").toString();
    }
}
