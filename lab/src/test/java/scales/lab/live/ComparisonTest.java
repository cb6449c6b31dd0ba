package scales.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import scales.lab.command.Progress;
import scales.lab.report.Block;
import scales.lab.scenario.ExperimentPlan;
import scales.lab.scenario.Fault;
import scales.lab.scenario.ScenarioReader;
import scales.lab.up.TestCluster;

class ComparisonTest {
    /** Of two blocks each. */
    private static Comparison comparison(Vertx vertx, Site site, String scenario) throws ScenarioReader.Unreadable {
        ExperimentPlan plan = new ExperimentPlan(ScenarioReader.read("test", scenario), List.of("first", "random"), 2, Long.MAX_VALUE, 1, Path.of("unused"));
        return new Comparison(vertx, site, plan, new PictureMix("none", List.of()), 0, new Progress(new PrintStream(PrintStream.nullOutputStream())));
    }

    @Test
    void one_that_is_stopped_has_what_was_measured() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (TestCluster cluster = TestCluster.start(1); Site site = new RunningCluster(URI.create(cluster.url()), URI.create(cluster.adminUrl()), null)) {
            Comparison comparison = comparison(vertx, site, "clients = 2\npath = /\nduration = 5m\nat 0s: weight s1 7\n");
            CompletableFuture<List<Block>> blocks = CompletableFuture.supplyAsync(() -> {
                try {
                    return comparison.run();
                } catch (InterruptedException failure) {
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

    @Test
    void a_cluster_that_ends_leaves_the_whole_blocks_and_the_reason() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (TestCluster cluster = TestCluster.start(1); Site site = new RunningCluster(URI.create(cluster.url()), URI.create(cluster.adminUrl()), null)) {
            Comparison comparison = comparison(vertx, new Ending(site, 1 + 3), "clients = 1\npath = /\nduration = 100ms\n");

            assertThat(comparison.run()).hasSize(3);

            assertThat(comparison.broken()).hasMessage("it is gone");
            assertThat(comparison.isComplete()).isFalse();
            assertThat(comparison.hints()).anyMatch(hint -> hint.contains("it is gone"));
        } finally {
            TestCluster.await(vertx.close());
        }
    }

    /** Is there so many times. */
    private static final class Ending implements Site {
        private final Site site;
        private int left;

        private Ending(Site site, int times) {
            this.site = site;
            this.left = times;
        }

        @Override
        public URI door() {
            return site.door();
        }

        @Override
        public Operator operator() {
            return site.operator();
        }

        @Override
        public List<String> about() {
            return site.about();
        }

        @Override
        public void reset(String strategy) throws IOException, InterruptedException {
            if (left-- == 0) {
                throw new IOException("it is gone");
            }
            site.reset(strategy);
        }

        @Override
        public void perform(Fault fault) throws IOException, InterruptedException {
            site.perform(fault);
        }

        @Override
        public void close() throws IOException {
            site.close();
        }
    }
}
