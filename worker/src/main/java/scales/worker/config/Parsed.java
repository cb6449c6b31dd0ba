package scales.worker.config;

import java.util.List;

/** What came of reading the options. */
public sealed interface Parsed {

    /** The worker is to run. */
    record Run(WorkerConfig config) implements Parsed {}

    /** The user asked for this text. */
    record Shown(String text) implements Parsed {}

    /** The options are wrong; one line for each problem. */
    record Wrong(List<String> problems) implements Parsed {}
}
