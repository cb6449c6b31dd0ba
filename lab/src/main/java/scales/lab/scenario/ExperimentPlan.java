package scales.lab.scenario;

import java.nio.file.Path;
import java.util.List;

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
}
