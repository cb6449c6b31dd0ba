package scales.lab.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of {@code up --config} changes while it runs. */
class FollowedFileTest {
    @TempDir
    private Path folder;

    @Test
    void what_changes_in_it_is_applied_and_the_workers_stay_as_they_are() throws IOException {
        Path file = Files.writeString(folder.resolve("scales.properties"), "strategy = round-robin\n");
        try (TestCluster cluster = TestCluster.start(2, "--config", file.toString())) {
            cluster.change("s2", "weight", 7);
            Files.writeString(file, "strategy = first\nnode = extra=127.0.0.1:1\n");
            TestCluster.until("the new strategy", () -> strategy(cluster).equals("first"));
            assertThat(cluster.nodes("weight")).isEqualTo(Map.of("s1", 1, "s2", 7, "extra", 1));

            Files.writeString(file, "strategy = random\nnode = s1=127.0.0.1:1\n");
            TestCluster.until("the refusal", () -> cluster.admin("GET", "/admin/log", null).encode()
                    .contains("--node: 's1' is the name of one of the workers; the old one stays"));
            assertThat(strategy(cluster)).isEqualTo("first");

            Files.writeString(file, "strategy = random\n");
            TestCluster.until("the node is gone", () -> cluster.nodes("weight").equals(Map.of("s1", 1, "s2", 7)));
            assertThat(strategy(cluster)).isEqualTo("random");
            assertThat(cluster.get("/").statusCode()).isEqualTo(200);
        }
    }

    private static String strategy(TestCluster cluster) {
        return cluster.admin("GET", "/admin/strategy", null).getString("strategy");
    }
}
