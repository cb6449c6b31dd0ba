package scales.lab.scenario;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is to be compared, and how.
 *
 * @param strategies in the order in which they are to be run
 * @param blocks     of each strategy
 * @param requests   of one block at most
 * @param seed       the same gives the same load
 * @param report     folder to write
 */
public record ExperimentPlan(Scenario scenario, List<String> strategies, int blocks, long requests, long seed, Path report) {
    public ExperimentPlan with(Scenario other) {
        return new ExperimentPlan(other, strategies, blocks, requests, seed, report);
    }

    /** Makes the report's folder, and tries it: what was measured must not be lost for it. @return what is wrong with it */
    public Optional<String> reportProblem() {
        try {
            Files.delete(Files.createTempFile(Files.createDirectories(report), "try", ""));
            return Optional.empty();
        } catch (IOException | SecurityException unwritable) {
            String reason = unwritable instanceof FileSystemException known ? known.getReason() : null;
            return Optional.of("--report: cannot write to the folder '" + report + "'" + (reason == null ? "" : " (" + reason + ")"));
        }
    }
}
