package scales.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A scenario under several strategies.
 *
 * @param title    in words
 * @param set      how it was set up, line by line, such that somebody else could repeat it
 * @param command  that repeats it
 * @param faults   second and text, in the order of time
 * @param hints    what may lead a reader astray, and what to do about it
 * @param blocks   of every strategy, in the order in which they ran
 * @param complete whether it ran to its end
 */
public record Experiment(
        String title,
        List<String> set,
        String command,
        List<FaultMark> faults,
        List<String> hints,
        List<Block> blocks,
        boolean complete) {

    /** @param node whom it concerned, or {@code ""} */
    public record FaultMark(double second, String node, String text) {}

    public Experiment {
        set = set.stream().filter(line -> !line.isBlank()).toList();
    }

    /** What is a hint when a fault could not be done. @param fault its text */
    public static String notDone(String fault, String why) {
        return notDone(fault) + ": " + why;
    }

    private static String notDone(String fault) {
        return "'" + fault + "' could not be done";
    }

    /** Faults that were done, in some block at least. */
    List<FaultMark> happened() {
        return faults.stream().filter(this::isReached).filter(fault -> hints.stream().noneMatch(hint -> hint.startsWith(notDone(fault.text())))).toList();
    }

    /** Faults after the end of every block, as text. */
    String unreached() {
        return faults.stream().filter(fault -> !isReached(fault)).map(FaultMark::text).collect(Collectors.joining("; "));
    }

    private boolean isReached(FaultMark fault) {
        return blocks.stream().anyMatch(block -> fault.second() < block.seconds());
    }

    List<String> strategies() {
        return blocks.stream().map(Block::strategy).distinct().toList();
    }

    List<Block> of(String strategy) {
        return blocks.stream().filter(block -> block.strategy().equals(strategy)).toList();
    }

    List<String> nodes() {
        return blocks.stream().flatMap(block -> block.nodes().keySet().stream()).distinct().toList();
    }

    /** Of the blocks where it is known. */
    Bootstrap.Interval interval(String strategy, Measure measure) {
        return Bootstrap.of(of(strategy).stream().mapToDouble(measure::of).filter(value -> !Double.isNaN(value)).toArray());
    }
}
