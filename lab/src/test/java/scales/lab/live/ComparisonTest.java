package scales.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scales.lab.command.Progress;
import scales.lab.report.Block;
import scales.lab.scenario.ExperimentPlan;
import scales.lab.scenario.Scenario;
import scales.lab.scenario.ScenarioReader;
import scales.lab.up.TestCluster;

class ComparisonTest {
    @Test
    void one_that_is_stopped_has_what_was_measured() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (TestCluster cluster = TestCluster.start(1); Site site = new RunningCluster(URI.create(cluster.url()), URI.create(cluster.adminUrl()), null)) {
            Scenario scenario = ScenarioReader.read("long", "clients = 2\npath = /\nduration = 5m\nat 0s: weight s1 7\n");
            ExperimentPlan plan = new ExperimentPlan(scenario, List.of("first", "random"), 2, Long.MAX_VALUE, 1, Path.of("unused"));
            Comparison comparison = new Comparison(vertx, site, plan, new PictureMix("none", List.of()), 0,
                    new Progress(new PrintStream(PrintStream.nullOutputStream())));
            CompletableFuture<List<Block>> blocks = CompletableFuture.supplyAsync(() -> {
                try {
                    return comparison.run();
                } catch (java.io.IOException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            TestCluster.until("the first block has begun", () -> cluster.nodes("weight").get("s1").equals(7)
                    && cluster.admin("GET", "/admin/stats", null).getJsonObject("total").getLong("requests") > 50);

            comparison.stop();

            assertThat(TestCluster.join(blocks)).singleElement().satisfies(block -> {
                assertThat(block.strategy()).isEqualTo("first");
                assertThat(block.requests()).isPositive();
                assertThat(block.failed()).isZero();
            });
            assertThat(comparison.isComplete()).isFalse();
        } finally {
            TestCluster.await(vertx.close());
        }
    }
}
