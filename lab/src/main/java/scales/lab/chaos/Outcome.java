package scales.lab.chaos;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of a run.
 *
 * @param actions  how often each was done
 * @param waited   for how long the plan waited for the cluster, in milliseconds
 * @param findings at the end, by name
 * @param faults   of the cluster; those that clients saw are in the tally
 */
record Outcome(ChaosConfig config, Map<Action, Integer> actions, long waited, Tally tally, Map<String, String> findings,
        List<String> faults) {
    private static final int SHOWN = 10;

    boolean passed() {
        return faults.isEmpty() && tally.problems().isEmpty();
    }

    /** A table for people. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "seed", config.seed() + ", " + config.workers() + " workers, " + config.clients() + " clients, "
                + config.duration().toSeconds() + " s");
        line(text, "actions", actions.values().stream().mapToInt(Integer::intValue).sum() + ": " + counted(actions)
                + "; waited " + waited + " ms for the cluster");
        line(text, "clients", "slowest answer %d ms; %d moved; %d excused failures of what must not be repeated, %d as this machine was too busy"
                .formatted(tally.slowest(), tally.movesSeen(), tally.excusedFailures(), tally.starvedFailures()));
        findings.forEach((what, found) -> line(text, what, found));
        line(text, "failures", tally.byKind().isEmpty() ? "none" : tally.byKind().entrySet().stream()
                .map(kind -> kind.getValue() + " x " + kind.getKey()).collect(Collectors.joining(", ")));
        Stream.concat(faults.stream(), tally.problems().stream().limit(SHOWN).map(Problem::line))
                .forEach(line -> text.append("  ").append(line).append('\n'));
        return text.append(passed() ? "passed\n" : "FAILED\n").toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("%-12s %s%n".formatted(label, value));
    }

    private static String counted(Map<Action, Integer> actions) {
        return actions.entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey().word())
                .collect(Collectors.joining(", "));
    }
}
