package scales.lab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import scales.lab.command.Progress;
import scales.lab.report.Block;
import scales.lab.scenario.ExperimentPlan;
import scales.lab.scenario.Scenario;
import scales.lab.scenario.ScenarioReader;

class SimulationsTest {
    private static Simulations of(String scenario) throws ScenarioReader.Unreadable {
        Scenario read = ScenarioReader.read("test", scenario);
        return new Simulations(new ExperimentPlan(read, List.of("round-robin", "random"), 3, Long.MAX_VALUE, 1, Path.of("none")),
                new Progress(new PrintStream(PrintStream.nullOutputStream())));
    }

    @Test
    void a_block_that_would_take_for_ever_ends_when_it_is_told_to() throws Exception {
        Simulations simulations = of("nodes = 2\nclients = 500\nslots = 1000\nduration = 24h");
        CompletableFuture<List<Block>> run = CompletableFuture.supplyAsync(() -> {
            try {
                return simulations.run();
            } catch (InterruptedException hurry) {
                throw new IllegalStateException(hurry);
            }
        });
        simulations.stop();
        assertThat(run.get(60, TimeUnit.SECONDS)).hasSizeLessThanOrEqualTo(1);
        assertThat(simulations.isComplete()).isFalse();
    }

    @Test
    void blocks_come_in_the_order_of_the_plan() throws Exception {
        assertThat(of("nodes = 2\nclients = 5\nduration = 1s").run()).extracting(block -> block.number() + " " + block.strategy())
                .containsExactly("1 round-robin", "1 random", "2 round-robin", "2 random", "3 round-robin", "3 random");
    }
}
