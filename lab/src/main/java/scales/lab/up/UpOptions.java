package scales.lab.up;

import picocli.CommandLine.Option;

/** The options of {@code up}, each also an environment variable. */
final class UpOptions {
    @Option(names = "--workers", paramLabel = "N", defaultValue = "2",
            description = "How many: s1, s2, ... Default: ${DEFAULT-VALUE}.")
    int workers;

    @Option(names = "--worker-port", paramLabel = "PORT", defaultValue = "3001",
            description = "Of s1; the others follow. 0 takes free ones. Default: ${DEFAULT-VALUE}.")
    int workerPort;

    @Option(names = "--processes",
            description = "One process per worker, so that one can be killed, instead of all in this one.")
    boolean processes;
}
